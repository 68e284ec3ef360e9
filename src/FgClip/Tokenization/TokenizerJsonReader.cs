using System.Text.Json;

namespace FgClip.Tokenization;

/// <summary>
/// Reads tokenizer.json, the file of the tokenizers library, as far as tokenizers of the Gemma family use it. Its
/// post_processor is passed over: Transformers rebuilds it from tokenizer_config.json for these tokenizers.
/// </summary>
internal static class TokenizerJsonReader
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <exception cref="FgClipException">The file is malformed, or asks for something that is not supported.</exception>
    public static TokenizerDefinition Read(ReadOnlySpan<byte> utf8, string file)
    {
        var json = new JsonCursor(utf8, file);
        json.Read();
        json.Expect(JsonTokenType.StartObject, "the tokenizer");

        PieceTable? pieces = null;
        MergeTable? merges = null;
        var settings = new BpeSettings();
        List<(int Id, AddedToken Token)> added = [];
        var normalizer = TextNormalizer.None;
        IReadOnlyList<string> separators = [];
        TokenSide? padding = null, truncation = null;
        while (json.NextProperty(out var name))
        {
            switch (name)
            {
                case "version":
                    if (json.Text("version") is var version and not "1.0") throw json.Unsupported("version", "1.0", version);
                    break;
                case "truncation":
                    truncation = ReadDirection(ref json);
                    break;
                case "padding":
                    padding = ReadDirection(ref json);
                    break;
                case "added_tokens":
                    added = ReadAddedTokens(ref json);
                    break;
                case "normalizer":
                    normalizer = new TextNormalizer(TokenizerJsonSteps.ReadNormalizer(ref json));
                    break;
                case "pre_tokenizer":
                    separators = TokenizerJsonSteps.ReadPreTokenizer(ref json);
                    break;
                case "model":
                    if (merges is not null) throw json.Malformed("'model' appears twice");
                    (pieces, merges, settings) = BpeJsonReader.Read(ref json);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        json.ReadEnd();
        if (pieces is null || merges is null)
            throw new FgClipException(FgClipErrorKind.Checkpoint, "'model' is missing", file);
        CheckIds(added, pieces, file);
        return new TokenizerDefinition
        {
            Pieces = pieces,
            Merges = merges,
            Settings = settings,
            Normalizer = normalizer,
            Separators = separators,
            AddedTokens = [.. added.Select(entry => entry.Token)],
            ListsSpecialTokens = true,
            PaddingSide = padding,
            TruncationSide = truncation,
        };
    }

    private static List<(int Id, AddedToken Token)> ReadAddedTokens(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartArray, "added_tokens");
        var tokens = new List<(int, AddedToken)>();
        while (json.NextItem()) tokens.Add(ReadAddedToken(ref json));
        return tokens;
    }

    private static (int Id, AddedToken Token) ReadAddedToken(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "an added token");
        int? id = null;
        string? content = null;
        bool? special = null, singleWord = null, left = null, right = null, normalized = null;
        while (json.NextProperty(out var name))
        {
            switch (name)
            {
                case "id":
                    id = json.Id("an added token"u8);
                    break;
                case "content":
                    content = json.Text("an added token's content");
                    break;
                case "special":
                    special = json.Flag(name);
                    break;
                case "single_word":
                    singleWord = json.Flag(name);
                    break;
                case "lstrip":
                    left = json.Flag(name);
                    break;
                case "rstrip":
                    right = json.Flag(name);
                    break;
                case "normalized":
                    normalized = json.Flag(name);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (id is null || content is null || special is null || singleWord is null ||
            left is null || right is null || normalized is null)
            throw json.Malformed("an added token needs id, content, special, single_word, lstrip, rstrip and normalized");
        return (id.Value, new AddedToken(content)
        {
            Special = special.Value,
            SingleWord = singleWord.Value,
            StripsLeft = left.Value,
            StripsRight = right.Value,
            Normalized = normalized.Value,
        });
    }

    /// <summary>The library numbers added tokens itself and only warns of another number; here that is an error.</summary>
    private static void CheckIds(List<(int Id, AddedToken Token)> added, PieceTable pieces, string file)
    {
        var vocabulary = new AddedVocabulary(pieces, file);
        vocabulary.Add(added.Select(entry => entry.Token));
        foreach (var (id, token) in added)
        {
            if (token.Content.Length == 0 || vocabulary.Find(token.Content) == id) continue;
            throw new FgClipException(
                FgClipErrorKind.Checkpoint,
                $"the added token '{token.Content}' contradicts the vocabulary",
                file,
                $"id {vocabulary.Find(token.Content)}",
                $"{id}");
        }
    }

    private static TokenSide? ReadDirection(ref JsonCursor json)
    {
        if (json.Kind == JsonTokenType.Null) return null;
        json.Expect(JsonTokenType.StartObject, "padding or truncation");
        TokenSide? side = null;
        while (json.NextProperty(out var name))
        {
            if (name != "direction")
            {
                json.Skip();
                continue;
            }

            side = json.Text(name) switch
            {
                "Left" => TokenSide.Left,
                "Right" => TokenSide.Right,
                var other => throw json.Unsupported("direction", "Left or Right", other),
            };
        }

        return side;
    }
}
