using System.CommandLine;
using System.Globalization;
using FgClip.Export;
using FgClip.Inference;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>models export</c>: the graphs as ONNX files for other programs.</summary>
internal static class ModelsExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var target = new Argument<string>("out") { Description = "Folder to write to; new or empty.", HelpName = "OUT" };
        var (model, output) = (new ModelOptions(), new OutputOptions());
        var command = new Command("export", "Write the model's graphs as ONNX files with their weights, and try them in sessions of their own.") { target };
        model.AddModelTo(command);
        model.AddPrecisionTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var steps = terminal.IsErrorWatched ? new Steps(terminal) : null;
            var report = await ModelExport.WriteAsync(
                model.FolderOf(parsed), parsed.GetValue(target)!, model.PrecisionOf(parsed), steps, cancellation).ConfigureAwait(false);
            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(Answer(report)));
            else WriteTable(report, terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    private static ExportAnswer Answer(ModelExportReport report) => new(
        report.Folder,
        report.Model,
        PrecisionNames.NameOf(report.Precision),
        report.WeightBytes,
        [.. report.Graphs.Select(graph => new ExportRow(graph.File, graph.Nodes, graph.WeightBytes, graph.WorstError, graph.Outcome))]);

    private static void WriteTable(ModelExportReport report, Terminal terminal)
    {
        terminal.Out.WriteLine($"{"file",-26} {"nodes",5} {"weights",11}  error");
        foreach (var graph in report.Graphs)
        {
            var outcome = graph.WorstError is { } error ? error.ToString("0.0e-0", CultureInfo.InvariantCulture) : graph.Outcome;
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{graph.File,-26} {graph.Nodes,5} {graph.WeightBytes / 1e6,8:F1} MB  {outcome}"));
        }

        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {report.Model} in {PrecisionNames.NameOf(report.Precision)} to {report.Folder}: {report.WeightBytes / 1e6:F0} MB of weights, which graphs share. export.json has inputs and outputs; docs/models.md says how to run them."));
    }

    private sealed class Steps(Terminal terminal) : IProgress<(string What, double Part)>
    {
        private string _last = "";

        public void Report((string What, double Part) value)
        {
            if (value.What == _last) return;

            _last = value.What;
            terminal.Error.WriteLine($"{value.What} …");
        }
    }
}
