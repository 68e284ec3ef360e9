using System.CommandLine;
using System.Globalization;
using FgClip.Analysis.Mismatch;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>check</c>: what a caption, or several, get wrong about a picture.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var image = new Argument<string>("image") { Description = "The picture; '-' is standard input.", HelpName = "IMAGE" };
        var captions = new Argument<string[]>("captions")
        {
            Description = "What it is said to show, such as \"a red dog to the left of a cat\" or \"一只红色的狗\"; several are checked each by itself.",
            HelpName = "CAPTION...",
            Arity = ArgumentArity.OneOrMore,
        };
        var file = new Option<string?>("--output")
        {
            Description = "Where to write the annotated PNG; with several captions NAME-1.png and so on. Default: no picture.",
            HelpName = "FILE",
        };
        var (model, pictures, output) = (new ModelOptions(), new PictureOptions(), new OutputOptions());

        var command = new Command("check", "Find what a caption, or several, get wrong about a picture, and put it right.") { image, captions, file };
        model.AddTo(command);
        pictures.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (texts, target) = (parsed.GetValue(captions)!, parsed.GetValue(file));
            // Before the picture is read and the model opened.
            if (texts.Length == 1) ClaimInput.Check(texts[0], "caption");
            else if (ClaimInput.ParseAll(texts) is var inputs && inputs.All(input => input.Error is not null)) throw inputs[0].Error!;

            if (target is not null) NumberedPath.CheckPictures(target, texts.Length, parsed.GetValue(image)!);
            using var encoder = model.Open(parsed, terminal);
            var picture = pictures.Read(parsed, parsed.GetValue(image)!, terminal);
            var (answers, encoding) = (new CheckAnswers(encoder), pictures.EncodingOf(parsed, terminal));
            if (texts.Length == 1) await OneAsync(texts[0]).ConfigureAwait(false);
            else await ManyAsync().ConfigureAwait(false);
            return ExitCodes.Success;

            async Task OneAsync(string text)
            {
                var (answer, report) = await answers.CheckAsync(picture, text, null, encoding, cancellation).ConfigureAwait(false);
                if (target is not null) answer = answer with { ImageOutput = await DrawAsync(text, report, target).ConfigureAwait(false) };
                if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(answer));
                else WriteTable(answer, terminal);
            }

            async Task ManyAsync()
            {
                var (answer, results) = await answers.CheckAllAsync(picture, texts, encoding, cancellation).ConfigureAwait(false);
                var rows = answer.Results.ToArray();
                for (var index = 0; index < rows.Length && target is not null; index++)
                {
                    if (results[index].Report is not { } report) continue;

                    var path = NumberedPath.Of(target, index + 1, texts.Length);
                    rows[index] = rows[index] with { ImageOutput = await DrawAsync(texts[index], report, path).ConfigureAwait(false) };
                }

                answer = answer with { Results = rows };
                if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(answer));
                else WriteTables(answer, terminal);
            }

            async Task<string> DrawAsync(string text, MismatchReport report, string path)
            {
                await File.WriteAllBytesAsync(path, CheckAnswers.RenderPicture(picture, text, report), cancellation).ConfigureAwait(false);
                return Path.GetFullPath(path);
            }
        });
        return command;
    }

    private static void WriteTable(CheckAnswer answer, Terminal terminal)
    {
        WriteTable(answer.Verdict, answer.Score, answer.Claims, answer.CorrectedCaption, answer.ImageOutput, terminal);
        AnswerNotes.Write(answer, terminal);
    }

    private static void WriteTables(CheckCaptionsAnswer answer, Terminal terminal)
    {
        foreach (var row in answer.Results)
        {
            if (row.Index > 0) terminal.Out.WriteLine();
            terminal.Out.WriteLine($"{row.Index + 1}. {row.Caption}");
            if (row.Error is not null) terminal.Out.WriteLine($"not checked: {row.Error}");
            else WriteTable(row.Verdict!, row.Score!.Value, row.Claims!, row.CorrectedCaption, row.ImageOutput, terminal);
        }

        AnswerNotes.Write(answer, terminal);
    }

    private static void WriteTable(string verdict, double score, IReadOnlyList<ClaimResult> claims, string? corrected, string? picture, Terminal terminal)
    {
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict} (score {score:F3})"));
        terminal.Out.WriteLine($"{"verdict",-12}  {"kind",-10}  {"margin",7}  claim");
        foreach (var claim in claims)
        {
            var margin = claim.Margin is { } value ? value.ToString("F3", CultureInfo.InvariantCulture) : "—";
            var alternative = claim.Alternative is null ? "" : $" → {claim.Alternative}";
            terminal.Out.WriteLine($"{claim.Verdict,-12}  {claim.Kind,-10}  {margin,7}  {claim.Text}{alternative}");
        }

        if (corrected is not null) terminal.Out.WriteLine($"corrected: {corrected}");
        if (picture is not null) terminal.Out.WriteLine($"picture {picture}");
    }
}
