using System.CommandLine;
using System.Globalization;
using FgClip.Evaluation.Golden;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>verify</c>: golden cases of the official code.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var checkpoint = new Argument<string?>("checkpoint")
        {
            Description = "A pulled model's name or id, or a folder, to run instead of the checkpoint that each set names.",
            HelpName = "NAME|FOLDER",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var cases = new Option<string>("--cases")
        {
            Description = "A folder with set.json and cases.jsonl, or a folder of such folders.",
            HelpName = "FOLDER",
            Required = true,
        };
        var tokenizer = new Option<string[]>("--tokenizer")
        {
            Description = "For sets that check tokens only: tokenizer.json or tokenizer.model, or CLIP's tokenizer.json, vocab.json or merges. "
                + "Repeatable: each set takes the one of its kind.",
            HelpName = "FILE",
        };
        var (model, output) = (new ModelOptions(), new OutputOptions());

        var command = new Command("verify", "Compare every feature with golden cases of the official code.") { checkpoint, cases, tokenizer };
        model.AddDeviceTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var verification = new Verification(new VerificationOptions
            {
                Cases = parsed.GetValue(cases)!,
                Checkpoint = parsed.GetValue(checkpoint) is { } given ? NamedModel.FolderOf(given) : null,
                Tokenizers = parsed.GetValue(tokenizer) ?? [],
                Inference = model.InferenceOf(parsed),
            });
            var report = await verification.RunAsync(null, cancellation).ConfigureAwait(false);

            if (output.IsJson(parsed))
            {
                terminal.Out.WriteLine(AnswerJson.Write(
                    new VerifyAnswer(report.Succeeded, report.Rows, report.Failures, report.NotRun, report.Notes)));
            }
            else
            {
                WriteTable(report, terminal.Out);
            }

            return report.Succeeded ? ExitCodes.Success : ExitCodes.VerificationFailed;
        });
        return command;
    }

    private static void WriteTable(VerificationReport report, TextWriter output)
    {
        foreach (var failure in report.Failures) output.WriteLine($"FAIL {failure}");
        foreach (var skipped in report.NotRun) output.WriteLine($"NOT RUN {skipped}");
        foreach (var note in report.Notes) output.WriteLine($"note: {note}");

        output.WriteLine($"{"set",-24} {"kind",-10} {"passed",6} {"failed",6}  {"worst error",11}  {"tolerance",9}");
        foreach (var row in report.Rows)
        {
            var worst = row.WorstError is { } error ? error.ToString("0.0e-0", CultureInfo.InvariantCulture) : row.Failed == 0 ? "exact" : "—";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Set,-24} {row.Kind,-10} {row.Passed,6} {row.Failed,6}  {worst,11}  {row.Tolerance,9:0.######}"));
        }

        if (report.CaseCount == 0) output.WriteLine("No case ran.");
        output.WriteLine($"{report.Rows.Sum(row => row.Passed)} passed, {report.Failures.Count} failed, {report.NotRunCount} not run");
    }
}
