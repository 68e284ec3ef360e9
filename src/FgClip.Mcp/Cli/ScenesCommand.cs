using System.CommandLine;
using System.Globalization;
using FgClip.Evaluation.Scenes.Making;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>scenes</c>: labelled pictures to measure and calibrate with.</summary>
internal static class ScenesCommand
{
    public static Command Create(Terminal terminal) =>
        new("scenes", "Labelled pictures to measure and calibrate with.") { CreateMake(terminal) };

    private static Command CreateMake(Terminal terminal)
    {
        var seed = new Option<int>("--seed") { Description = "Which set: equal seeds give equal scenes.", HelpName = "N", Required = true };
        var count = new Option<int>("--count") { Description = $"How many, 1 to {SceneMaker.MaxCount}.", HelpName = "N", Required = true };
        var folder = new Option<string?>("--output") { Description = "Where to. Default: scenes-SEED in the working folder.", HelpName = "FOLDER" };
        var font = new Option<string?>("--font") { Description = "NotoColorEmoji.ttf. Default: where systems put it.", HelpName = "FILE" };
        var output = new OutputOptions();
        var command = new Command(
            "make", "Draw scenes of Noto Color Emoji with labels and right and wrong captions, for eval scenes and calibrate.") { seed, count, folder, font };
        output.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var number = parsed.GetValue(seed);
            var target = parsed.GetValue(folder) ?? string.Create(CultureInfo.InvariantCulture, $"scenes-{number}");
            var (scenes, used) = new SceneMaker(number, parsed.GetValue(count), parsed.GetValue(font))
                .Write(target, new WorkProgress(terminal, "the scenes"), cancellation);
            var answer = new SceneSetAnswer(
                Path.GetFullPath(target), number, scenes.Count, scenes.Sum(scene => scene.Objects.Count), scenes.Sum(scene => scene.Mismatches.Count), used);
            terminal.Out.WriteLine(output.IsJson(parsed) ? AnswerJson.Write(answer) : answer.Folder);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
