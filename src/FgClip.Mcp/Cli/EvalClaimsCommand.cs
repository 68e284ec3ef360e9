using System.CommandLine;
using System.Globalization;
using FgClip.Evaluation.Claims;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>eval claims</c>: how well captions are cut into claims. It needs no checkpoint.</summary>
internal static class EvalClaimsCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = new Option<string>("--data")
        {
            Description = "A .jsonl file of captions with their claims, or a folder with some.",
            HelpName = "FILE|FOLDER",
            Required = true,
        };
        var errors = new Option<bool>("--errors") { Description = "Also list every claim that was missed or wrong." };
        var output = new OutputOptions();
        var command = new Command("claims", "Which claims of labelled captions are found, wrong and missed, by kind and language.") { data, errors };
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var (path, listed) = (parsed.GetValue(data)!, parsed.GetValue(errors));
            var report = ClaimEvaluation.Run(path);
            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(new ClaimEvaluationAnswer(path, report.Measures, listed ? report.Errors : null)));
            else WriteTable(report, listed, terminal.Out);

            return ExitCodes.Success;
        });
        return command;
    }

    private static void WriteTable(ClaimReport report, bool errors, TextWriter output)
    {
        output.WriteLine($"{"set",-10} {"lang",-4} {"kind",-10}  {"found",5} {"wrong",5} {"missed",6}  {"precision",9} {"recall",6}");
        foreach (var row in report.Measures)
        {
            output.WriteLine($"{row.Set,-10} {row.Language ?? "all",-4} {row.Kind ?? "all",-10}  {row.Found,5} {row.Wrong,5} {row.Missed,6}  {Share(row.Precision),9} {Share(row.Recall),6}");
        }

        if (!errors) return;

        foreach (var caption in report.Errors.GroupBy(error => error.Caption))
        {
            output.WriteLine();
            output.WriteLine(caption.Key);
            foreach (var error in caption) output.WriteLine($"  {error.Fault,-6} {error.Kind,-10}  {error.Words}");
        }
    }

    private static string Share(double? share) => share?.ToString("F3", CultureInfo.InvariantCulture) ?? "—";
}
