using System.CommandLine;
using System.Globalization;
using FgClip.Encoding;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>similarity</c>: how alike pictures and texts are.</summary>
internal static class SimilarityCommand
{
    public static Command Create(Terminal terminal)
    {
        var images = new Argument<string[]>("images")
        {
            Description = "Pictures, or handles of embed --keep; '-' is standard input.",
            HelpName = "IMAGE...",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var texts = new Option<string[]>("--text") { Description = "A text, or a handle of one; may be repeated.", HelpName = "TEXT" };
        var pairs = new Option<bool>("--pairs")
        {
            Description = "Pairs instead of a matrix: pictures with texts by place, or with one of the two any two of it, most alike first.",
        };
        var kind = new Option<string>("--text-kind")
        {
            Description = "Text head: auto takes short where all texts fit it, else long; box is for phrases about parts.",
            DefaultValueFactory = _ => "auto",
        };
        kind.AcceptOnlyFromAmong("auto", "short", "long", "box");
        var (model, pictures, output, store) = (new ModelOptions(), new PictureOptions(), new OutputOptions(), new StoreOptions());

        var command = new Command("similarity", "Compare pictures and texts with each other.") { images, texts, pairs, kind };
        model.AddTo(command);
        pictures.AddTo(command);
        store.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var encoder = model.Open(parsed, terminal);
            using var embeddings = store.Open(parsed, terminal);
            var name = parsed.GetValue(kind)!;
            var answer = await new SimilarityAnswers(encoder, StoreOptions.ShelfOf(embeddings)).CompareAsync(
                pictures.ToRead(parsed, parsed.GetValue(images) ?? [], terminal),
                parsed.GetValue(texts) ?? [],
                parsed.GetValue(pairs),
                name == "auto" ? null : Enum.Parse<TextKind>(name, ignoreCase: true),
                pictures.EncodingOf(parsed, terminal),
                null,
                cancellation).ConfigureAwait(false);

            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(answer));
            else WriteTable(answer, terminal);
            return answer.Rows.All(row => row.Error is not null) ? ExitCodes.Picture : ExitCodes.Success;
        });
        return command;
    }

    private static void WriteTable(SimilarityAnswer answer, Terminal terminal)
    {
        foreach (var pair in answer.Pairs ?? [])
        {
            terminal.Out.WriteLine($"{Number(pair.Cosine)}  {answer.Rows[pair.Row].Source}  {answer.Columns[pair.Column].Source}");
        }

        if (answer.Matrix is { } matrix)
        {
            foreach (var column in answer.Columns) terminal.Out.WriteLine($"column {column.Index}: {column.Source}");
            foreach (var row in answer.Rows)
            {
                terminal.Out.WriteLine($"{string.Join("  ", matrix[row.Index].Select(Number))}  {row.Source}");
            }
        }

        foreach (var failed in answer.Rows.Where(row => row.Error is not null)) terminal.Error.WriteLine($"note: {failed.Error}");
        AnswerNotes.Write(answer, terminal);
    }

    private static string Number(float? cosine) => cosine is { } value ? value.ToString("F4", CultureInfo.InvariantCulture).PadLeft(7) : "      —";
}
