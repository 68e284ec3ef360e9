using System.CommandLine;
using System.Globalization;
using FgClip.Evaluation.Scenes;
using FgClip.Evaluation.Scenes.Reporting;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>eval</c>: accuracy on labelled data.</summary>
internal static class EvalCommand
{
    public static Command Create(Terminal terminal) =>
        new("eval", "Measure a checkpoint, or the reading of captions, on labelled data.") { CreateScenes(terminal), EvalClaimsCommand.Create(terminal) };

    private static Command CreateScenes(Terminal terminal)
    {
        var data = new Option<string>("--data") { Description = "A folder with scenes.jsonl and images/.", HelpName = "FOLDER", Required = true };
        var budget = new Option<int?>("--max-patches") { Description = "Patch budget. Default: by the picture's size.", HelpName = "N" };
        var limit = new Option<int?>("--limit") { Description = "The first so many scenes only.", HelpName = "N" };
        var told = new Option<string[]>("--oracle")
        {
            Description = "Tell the mismatch detector the boxes of all things, or the claims in question, to see what the rest of it makes of them. Repeatable.",
            HelpName = "boxes|claims",
        };
        told.AcceptOnlyFromAmong("boxes", "claims");
        var html = new Option<string?>("--html") { Description = "Also write one page with tables, plots and examples.", HelpName = "FILE" };
        var (model, output) = (new ModelOptions(), new OutputOptions());
        var command = new Command(
            "scenes", "Ranking, location, presence, mistakes found and put right, and how far scores can be trusted, with 95 % intervals.") { data, budget, limit, told, html };
        model.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (folder, maxPatches, page, oracle) = (parsed.GetValue(data)!, parsed.GetValue(budget), parsed.GetValue(html), parsed.GetValue(told) ?? []);
            if (page is not null) OutputPath.CheckOf("--html", page, ".html");
            using var encoder = model.Open(parsed, terminal);
            var options = new SceneEvaluationOptions
            {
                MaxPatches = maxPatches,
                Limit = parsed.GetValue(limit),
                Calibration = CalibrationStore.Of(encoder),
                Oracle = oracle.Aggregate(SceneOracle.None, (all, one) => all | Enum.Parse<SceneOracle>(one, ignoreCase: true)),
            };
            var report = await new SceneEvaluation(encoder, folder, options).RunAsync(new WorkProgress(terminal, "the scenes"), cancellation).ConfigureAwait(false);
            var name = encoder.Checkpoint.Card.Name;
            if (page is not null)
            {
                var facts = new ReportFacts(name, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), maxPatches, options.Oracle);
                await File.WriteAllTextAsync(page, ReportPage.Write(report, facts, folder), cancellation).ConfigureAwait(false);
            }

            if (output.IsJson(parsed))
            {
                terminal.Out.WriteLine(AnswerJson.Write(new SceneEvaluationAnswer(
                    name, folder, maxPatches, oracle, report.Scenes, report.Measures, report.Reliability, report.Coverage, report.Times)));
            }
            else
            {
                WriteTable(report, terminal.Out);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static void WriteTable(SceneReport report, TextWriter output)
    {
        output.WriteLine($"{"task",-26} {"kind",-11} {"lang",-4}  {"value",5}  {"95 % interval",-13}  count");
        foreach (var row in report.Measures)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Task,-26} {row.Kind,-11} {row.Language,-4}  {row.Value,5:F3}  {row.Low:F3}–{row.High:F3}    {row.Total}"));
        }

        output.WriteLine();
        output.WriteLine($"{"step",-26} {"times",7}  {"median ms",9}  {"90 % ms",9}  {"all s",7}");
        foreach (var step in report.Times)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{step.Step,-26} {step.Count,7}  {step.MedianMs,9:F2}  {step.NinetiethMs,9:F2}  {step.TotalMs / 1000,7:F1}"));
        }
    }
}
