using System.CommandLine;
using System.Globalization;
using FgClip.Evaluation.SelfCheck;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>models verify</c>: a checkpoint's self-check, with a report to paste.</summary>
internal static class ModelsVerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var checkpoint = new Argument<string>("model") { Description = $"A pulled model's name or id, a folder, or {NamedModel.Embedded}.", HelpName = "NAME|FOLDER" };
        var picture = new Option<string?>("--picture")
        {
            Description = "A picture to run on instead of the drawn sample. With fg-clip2-base and COCO's 000000039769.jpg: compare with published values.",
            HelpName = "FILE",
        };
        var (model, output) = (new ModelOptions(), new OutputOptions());
        var command = new Command("verify", "Check a checkpoint on this machine: files, tensors, features, relations. Prints a report to paste.") { checkpoint, picture };
        model.AddDeviceTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var check = new ModelSelfCheck(new SelfCheckOptions
            {
                Folder = NamedModel.FolderOf(parsed.GetValue(checkpoint)!),
                Picture = parsed.GetValue(picture),
                Inference = model.InferenceOf(parsed),
            });
            var report = await check.RunAsync(terminal.IsErrorWatched ? new StepNames(terminal) : null, cancellation).ConfigureAwait(false);
            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(Answer(report)));
            else Write(report, terminal.Out);
            return report.Succeeded ? ExitCodes.Success : ExitCodes.VerificationFailed;
        });
        return command;
    }

    private static SelfCheckAnswer Answer(SelfCheckReport report) => new(
        report.Succeeded, report.Model, report.Architecture, report.Commit, report.Hash, report.Device, report.Machine,
        [.. report.Steps.Select(step => new SelfCheckRow(step.Name, step.Outcome.ToString().ToLowerInvariant(), step.Detail, Math.Round(step.Seconds, 3)))]);

    private static void Write(SelfCheckReport report, TextWriter output)
    {
        var machine = report.Machine;
        output.WriteLine($"model    {report.Model} ({report.Architecture ?? "not opened"}){(report.Commit is null ? "" : $" at {report.Commit}")}");
        if (report.Hash is not null) output.WriteLine($"hash     {report.Hash}");
        output.WriteLine($"program  fgclip {machine.Fgclip}, ONNX Runtime {machine.OnnxRuntime}, {machine.DotNet}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"machine  {machine.System}, {machine.Processor}, {machine.Cores} cores, {machine.MemoryBytes / 1e9:F1} GB ({string.Join(", ", machine.Features)})"));
        if (report.Device is not null) output.WriteLine($"device   {report.Device}");
        foreach (var step in report.Steps)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Outcome.ToString().ToUpperInvariant(),-8} {step.Name}: {step.Detail} [{step.Seconds:F2} s]"));
        }

        output.WriteLine(report.Succeeded ? "Nothing failed." : "It failed.");
    }

    private sealed class StepNames(Terminal terminal) : IProgress<string>
    {
        public void Report(string value) => terminal.Error.WriteLine($"checking {value} …");
    }
}
