using System.CommandLine;
using System.Globalization;
using FgClip.Analysis;
using FgClip.Encoding;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Resources.Embeddings;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>rank</c>: captions for a picture, or pictures for a text.</summary>
internal static class RankCommand
{
    public static Command Create(Terminal terminal)
    {
        var items = new Argument<string[]>("items")
        {
            Description = "IMAGE CAPTION… ranks captions for a picture; with --text, IMAGE… ranks pictures. '-' is standard input.",
            HelpName = "IMAGE CAPTION...",
            Arity = ArgumentArity.OneOrMore,
        };
        var text = new Option<string?>("--text") { Description = "Rank pictures for this text.", HelpName = "TEXT" };
        var kind = new Option<string>("--text-kind")
        {
            Description = "Text head: auto takes short where the text fits it, else long.",
            DefaultValueFactory = _ => "auto",
        };
        kind.AcceptOnlyFromAmong("auto", "short", "long");
        var topK = new Option<int?>("--top-k") { Description = "Show the best N only.", HelpName = "N" };
        var (model, pictures, output, store) = (new ModelOptions(), new PictureOptions(), new OutputOptions(), new StoreOptions());

        var command = new Command("rank", "Rank captions for a picture, or pictures for a text.") { items, text, kind, topK };
        model.AddTo(command);
        pictures.AddTo(command);
        store.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var top = parsed.GetValue(topK);
            if (top < 1) throw new FgClipException(FgClipErrorKind.Argument, "--top-k is out of range", expected: "at least 1", got: $"{top}");

            using var encoder = model.Open(parsed, terminal);
            using var embeddings = store.Open(parsed, terminal);
            var shelf = StoreOptions.ShelfOf(embeddings);
            var answers = new RankAnswers(encoder);
            var (given, head, budget) = (parsed.GetValue(items)!, KindOf(parsed.GetValue(kind)!), pictures.EncodingOf(parsed, terminal));
            if (parsed.GetValue(text) is { } wanted)
            {
                var ranked = await answers.ImagesAsync(wanted, pictures.ToRead(parsed, given, terminal), head, top, budget, shelf, null, cancellation)
                    .ConfigureAwait(false);
                if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(ranked));
                else WriteTable(ranked, terminal);
                return ranked.Results.All(row => row.Error is not null) ? ExitCodes.Picture : ExitCodes.Success;
            }

            if (given.Length < 2)
            {
                throw new FgClipException(
                    FgClipErrorKind.Argument, "no caption given", remedy: "Write: fgclip rank IMAGE CAPTION [CAPTION…]");
            }

            TextLists.Check(given[1..], "captions", CaptionRanker.MaxCaptions);
            var answer = EmbeddingUri.IsHandle(given[0])
                ? await answers.CaptionsAsync(given[0], given[1..], head, top, shelf, cancellation).ConfigureAwait(false)
                : await answers.CaptionsAsync(pictures.Read(parsed, given[0], terminal), given[1..], head, top, budget, cancellation).ConfigureAwait(false);
            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(answer));
            else WriteTable(answer, terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    // FG-CLIP's first version tells none.
    private static string Probability(double? probability) => probability?.ToString("F4", CultureInfo.InvariantCulture) ?? "—";

    private static TextKind? KindOf(string name) => name switch
    {
        "short" => TextKind.Short,
        "long" => TextKind.Long,
        _ => null,
    };

    private static void WriteTable(RankCaptionsAnswer answer, Terminal terminal)
    {
        terminal.Out.WriteLine("probability  share   cosine  caption");
        foreach (var row in answer.Results)
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Probability(row.Probability),11}  {row.Share,5:F3}  {row.Cosine,7:F4}  {Excerpts.Of(row.Caption)}"));
        }

        AnswerNotes.Write(answer, terminal);
    }

    private static void WriteTable(RankImagesAnswer answer, Terminal terminal)
    {
        terminal.Out.WriteLine("probability   cosine  image");
        foreach (var row in answer.Results)
        {
            terminal.Out.WriteLine(row.Error is null
                ? string.Create(CultureInfo.InvariantCulture, $"{Probability(row.Probability),11}  {row.Cosine,7:F4}  {row.Image}")
                : $"{"—",11}  {"—",7}  {row.Error}");
        }

        AnswerNotes.Write(answer, terminal);
    }
}
