using System.CommandLine;
using System.Globalization;
using FgClip.Encoding;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Cli;

/// <summary><c>embed</c>: features of pictures and texts.</summary>
internal static class EmbedCommand
{
    public static Command Create(Terminal terminal)
    {
        var images = new Argument<string[]>("images")
        {
            Description = "Pictures to embed; '-' is standard input.",
            HelpName = "IMAGE...",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var texts = new Option<string[]>("--text") { Description = "A text to embed; may be repeated.", HelpName = "TEXT" };
        var kind = new Option<string>("--text-kind")
        {
            Description = "Text head: short for a sentence, long for a paragraph, box for a phrase about a part.",
            DefaultValueFactory = _ => "short",
        };
        kind.AcceptOnlyFromAmong("short", "long", "box");
        var raw = new Option<bool>("--raw") { Description = "Keep the model's own lengths instead of normalising to length 1." };
        var file = new Option<string?>("--output") { Description = "Write the features to this .npy file, float32 [count, dimensions].", HelpName = "FILE" };
        var keep = new Option<bool>("--keep") { Description = "Keep the features and give each a handle, for similarity and for the server." };
        var (model, pictures, output, store) = (new ModelOptions(), new PictureOptions(), new OutputOptions(), new StoreOptions());

        var command = new Command("embed", "Compute features of pictures and texts.") { images, texts, kind, raw, file, keep };
        model.AddTo(command);
        pictures.AddTo(command);
        store.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] imageList = parsed.GetValue(images) ?? [], textList = parsed.GetValue(texts) ?? [];
            if (imageList.Length + textList.Length == 0)
            {
                throw new FgClipException(FgClipErrorKind.Argument, "nothing to embed", remedy: "Name pictures, or texts with --text.");
            }

            if (parsed.GetValue(file) is { } target) OutputPath.Check(target, ".npy", imageList);
            using var encoder = model.Open(parsed, terminal);
            var textKind = Enum.Parse<TextKind>(parsed.GetValue(kind)!, ignoreCase: true);
            using var embeddings = parsed.GetValue(keep) ? store.Open(parsed, terminal) : null;
            var shelf = embeddings is null ? null : StoreOptions.ShelfOf(embeddings);
            var answer = await new EmbedAnswers(encoder, normalize: !parsed.GetValue(raw), shelf: shelf)
                .EmbedAsync(pictures.ToRead(parsed, imageList, terminal), textList, textKind, pictures.EncodingOf(parsed, terminal), cancellation)
                .ConfigureAwait(false);

            if (parsed.GetValue(file) is { } path) NpyWriter.Write(path, Rows(answer));
            if (output.IsJson(parsed)) terminal.Out.WriteLine(AnswerJson.Write(answer));
            else WriteTable(answer, terminal);
            return answer.Embeddings.All(one => one.Error is not null) ? ExitCodes.Picture : ExitCodes.Success;
        });
        return command;
    }

    private static List<IReadOnlyList<float>> Rows(EmbedAnswer answer)
    {
        if (answer.Embeddings.FirstOrDefault(one => one.Error is not null) is { } failed)
        {
            throw new FgClipException(
                FgClipErrorKind.Picture, failed.Error!.TrimEnd('.'), remedy: "Rows of the file must match the pictures: leave this one out.");
        }

        return [.. answer.Embeddings.Select(one => one.Values!)];
    }

    private static void WriteTable(EmbedAnswer answer, Terminal terminal)
    {
        foreach (var one in answer.Embeddings)
        {
            var values = one.Values is null
                ? one.Error
                : $"[{one.Dimensions}] {string.Join(' ', one.Values.Take(6).Select(value => value.ToString("F5", CultureInfo.InvariantCulture)))} …";
            terminal.Out.WriteLine($"{one.Kind,-6} {one.Source}: {values}");
            if (one.Uri is not null) terminal.Out.WriteLine($"       {one.Uri}");
        }

        AnswerNotes.Write(answer, terminal);
    }
}
