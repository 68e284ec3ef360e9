using System.CommandLine;
using System.Globalization;
using FgClip.Analysis.Mismatch;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>check</c>: what a caption gets wrong about a picture.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var image = new Argument<string>("image") { Description = "The picture; '-' is standard input.", HelpName = "IMAGE" };
        var caption = new Argument<string>("caption")
        {
            Description = "What it is said to show, such as \"a red dog to the left of a cat\" or \"一只红色的狗\".",
            HelpName = "CAPTION",
        };
        var file = new Option<string?>("--output") { Description = "Where to write the annotated PNG. Default: no picture.", HelpName = "FILE" };
        var (model, pictures, output) = (new ModelOptions(), new PictureOptions(), new OutputOptions());

        var command = new Command("check", "Find what a caption gets wrong about a picture, and put it right.") { image, caption, file };
        model.AddTo(command);
        pictures.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var text = parsed.GetValue(caption)!;
            ClaimInput.Check(text, "caption"); // before the picture is read and the model opened
            if (parsed.GetValue(file) is { } target) OutputPath.Check(target, ".png", parsed.GetValue(image)!);
            using var encoder = model.Open(parsed, terminal);
            var picture = pictures.Read(parsed, parsed.GetValue(image)!, terminal);
            var (answer, report) = await new CheckAnswers(encoder)
                .CheckAsync(picture, text, null, pictures.EncodingOf(parsed, terminal), cancellation)
                .ConfigureAwait(false);
            if (parsed.GetValue(file) is { } path)
            {
                await File.WriteAllBytesAsync(path, CheckAnswers.RenderPicture(picture, text, report), cancellation).ConfigureAwait(false);
                answer = answer with { ImageOutput = Path.GetFullPath(path) };
            }

            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(answer));
            else WriteTable(answer, terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    private static void WriteTable(CheckAnswer answer, Terminal terminal)
    {
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.Verdict} (score {answer.Score:F3})"));
        terminal.Out.WriteLine($"{"verdict",-12}  {"kind",-10}  {"margin",7}  claim");
        foreach (var claim in answer.Claims)
        {
            var margin = claim.Margin is { } value ? value.ToString("F3", CultureInfo.InvariantCulture) : "—";
            var alternative = claim.Alternative is null ? "" : $" → {claim.Alternative}";
            terminal.Out.WriteLine($"{claim.Verdict,-12}  {claim.Kind,-10}  {margin,7}  {claim.Text}{alternative}");
        }

        if (answer.CorrectedCaption is not null) terminal.Out.WriteLine($"corrected: {answer.CorrectedCaption}");
        if (answer.ImageOutput is not null) terminal.Out.WriteLine($"picture {answer.ImageOutput}");
        AnswerNotes.Write(answer, terminal);
    }
}
