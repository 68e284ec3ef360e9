using System.CommandLine;
using System.Globalization;
using FgClip.Evaluation.Scenes;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>eval</c>: accuracy on labelled data.</summary>
internal static class EvalCommand
{
    public static Command Create(Terminal terminal) =>
        new("eval", "Measure a checkpoint on labelled data.") { CreateScenes(terminal) };

    private static Command CreateScenes(Terminal terminal)
    {
        var data = new Option<string>("--data") { Description = "A folder with scenes.jsonl and images/.", HelpName = "FOLDER", Required = true };
        var budget = new Option<int?>("--max-patches") { Description = "Patch budget. Default: by the picture's size.", HelpName = "N" };
        var (model, output) = (new ModelOptions(), new OutputOptions());
        var command = new Command("scenes", "Caption ranking, pointing game and box fit on drawn scenes, with 95 % intervals.") { data, budget };
        model.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var encoder = model.Open(parsed, terminal);
            var (folder, maxPatches) = (parsed.GetValue(data)!, parsed.GetValue(budget));
            var measures = await new SceneEvaluation(encoder, folder, maxPatches).RunAsync(null, cancellation).ConfigureAwait(false);
            if (output.IsJson(parsed))
            {
                terminal.Out.WriteLine(AnswerJson.Write(
                    new SceneEvaluationAnswer(encoder.Checkpoint.Card.Name, folder, maxPatches, measures)));
            }
            else
            {
                WriteTable(measures, terminal.Out);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static void WriteTable(IReadOnlyList<SceneMeasure> measures, TextWriter output)
    {
        output.WriteLine($"{"task",-26} {"kind",-11} {"lang",-4}  {"value",5}  {"95 % interval",-13}  count");
        foreach (var row in measures)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Task,-26} {row.Kind,-11} {row.Language,-4}  {row.Value,5:F3}  {row.Low:F3}–{row.High:F3}    {row.Total}"));
        }
    }
}
