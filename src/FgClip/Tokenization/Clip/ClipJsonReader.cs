using System.Text.Json;
using FgClip.Checkpoints;

namespace FgClip.Tokenization.Clip;

/// <summary>
/// Reads tokenizer.json of a CLIP tokenizer: the parts that decide ids, and nothing but what CLIP uses. Its post_processor
/// is passed over: it puts the two markers around, as is done for every CLIP tokenizer.
/// </summary>
internal static class ClipJsonReader
{
    private const string Words = @"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+";
    private const string Markers = @"<\|startoftext\|>|<\|endoftext\|>|";
    private const string Remedy = "Only tokenizers as CLIP's, which FG-CLIP uses, can be run.";

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="FgClipException">The file is malformed, or asks for something that is not supported.</exception>
    public static ClipDefinition Read(JsonFields root)
    {
        if (root.FindValue("model") is null) throw CheckpointError.Create("'model' is missing", root.File);
        var model = root.Object("model");
        if (model.Text("type") is var type and not (null or "BPE")) throw model.Wrong("type", "'BPE'", CheckpointError.Quote(type));
        if (model.Text("end_of_word_suffix") is var end and not ClipModel.WordEnd)
            throw model.Wrong("end_of_word_suffix", $"'{ClipModel.WordEnd}'", end is null ? "none" : CheckpointError.Quote(end));
        foreach (var name in new[] { "continuing_subword_prefix", "dropout", "byte_fallback", "ignore_merges", "fuse_unk" })
        {
            if (model.FindValue(name) is { } setting && !IsOff(setting)) throw model.Wrong(name, "null", setting, Remedy);
        }

        var pieces = ClipVocabularyReader.ReadPieces(model.Object("vocab"));
        var added = ReadAddedTokens(root);
        CheckIds(added, pieces, root.File);
        return new ClipDefinition
        {
            Pieces = pieces,
            Merges = ClipVocabularyReader.MergesOf(ReadMerges(model), pieces, root.File),
            UnknownToken = model.Text("unk_token"),
            Normalize = ReadNormalizer(root),
            KeepsMarkers = ReadSplit(root),
            AddedTokens = [.. added.Select(entry => entry.Token)],
            ListsSpecialTokens = true,
            PaddingSide = ReadDirection(root, "padding"),
            TruncationSide = ReadDirection(root, "truncation"),
        };
    }

    private static bool IsOff(JsonElement setting) => setting.ValueKind switch
    {
        JsonValueKind.False => true,
        JsonValueKind.String => setting.GetString()!.Length == 0,
        JsonValueKind.Number => setting.TryGetDouble(out var number) && number == 0,
        _ => false,
    };

    /// <summary>Pairs are arrays of two or, in older files, texts with a space between.</summary>
    private static IEnumerable<(string Left, string Right, int Line)> ReadMerges(JsonFields model)
    {
        if (model.FindValue("merges") is not { ValueKind: JsonValueKind.Array } merges)
            throw CheckpointError.Create("the model lacks its 'merges'", model.File);
        var number = 0;
        foreach (var merge in merges.EnumerateArray())
        {
            number++;
            var halves = merge.ValueKind switch
            {
                JsonValueKind.String => merge.GetString()!.Split(' '),
                JsonValueKind.Array when merge.EnumerateArray().All(half => half.ValueKind == JsonValueKind.String) =>
                    [.. merge.EnumerateArray().Select(half => half.GetString()!)],
                _ => [],
            };
            if (halves.Length != 2) throw model.Wrong($"merges[{number - 1}]", "two pieces", merge);
            yield return (halves[0], halves[1], number);
        }
    }

    private static List<(int Id, AddedToken Token)> ReadAddedTokens(JsonFields root)
    {
        var tokens = new List<(int Id, AddedToken Token)>();
        if (root.FindValue("added_tokens") is not { } list) return tokens;
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
            throw root.Wrong("added_tokens", "an array of objects", list);
        foreach (var item in list.EnumerateArray())
        {
            var token = new JsonFields(item, root.File, $"added_tokens[{tokens.Count}].");
            var content = token.Text("content") ?? throw token.Wrong("content", "a string", "none");
            var special = token.Flag("special", false);
            tokens.Add((token.Int("id", -1, 0, int.MaxValue), new AddedToken(content)
            {
                Special = special,
                SingleWord = token.Flag("single_word", false),
                StripsLeft = token.Flag("lstrip", false),
                StripsRight = token.Flag("rstrip", false),
                Normalized = token.Flag("normalized", !special),
            }));
        }

        return tokens;
    }

    /// <summary>The library numbers added tokens itself and only warns of another number; here that is an error.</summary>
    private static void CheckIds(List<(int Id, AddedToken Token)> added, PieceTable pieces, string file)
    {
        var vocabulary = new AddedVocabulary(pieces, file);
        vocabulary.Add(added.Select(entry => entry.Token));
        foreach (var (id, token) in added)
        {
            if (token.Content.Length == 0 || vocabulary.Find(token.Content) == id) continue;
            throw CheckpointError.Create(
                $"the added token {CheckpointError.Quote(token.Content)} contradicts the vocabulary",
                file,
                $"id {vocabulary.Find(token.Content)}",
                $"{id}");
        }
    }

    /// <summary>NFC, \s+ to one space and Lowercase, each where the file has it, in its order.</summary>
    private static Func<string, string> ReadNormalizer(JsonFields root)
    {
        if (root.FindValue("normalizer") is null) return text => text;
        var steps = Parts(root.Object("normalizer"), "normalizers").Select(step => (Func<string, string>)(step.Text("type") switch
        {
            "NFC" => CanonicalComposition.Compose,
            "Lowercase" => PythonLowercase.EachCharacter,
            "Replace" when Regex(step) == @"\s+" && step.Text("content") == " " => ClipNormalizer.JoinSpaces,
            var other => throw step.Wrong("type", @"NFC, Replace of \s+ by a space, or Lowercase", CheckpointError.Quote(other ?? "none")),
        })).ToArray();
        return text => steps.Aggregate(text, (clean, step) => step(clean));
    }

    /// <summary>CLIP's expression, then bytes; whether the expression names the markers.</summary>
    private static bool ReadSplit(JsonFields root)
    {
        var parts = root.FindValue("pre_tokenizer") is null ? [] : Parts(root.Object("pre_tokenizer"), "pretokenizers").ToList();
        if (parts is [var split, var bytes]
            && split.Text("type") == "Split" && split.Text("behavior") == "Removed" && split.Flag("invert", false)
            && bytes.Text("type") == "ByteLevel" && !bytes.Flag("add_prefix_space", true))
        {
            var expression = Regex(split);
            if (expression is Words or Markers + Words) return expression != Words;
        }

        throw CheckpointError.Create(
            "'pre_tokenizer' is not supported", root.File, "CLIP's Split (removed, inverted), then ByteLevel without a prefix space", remedy: Remedy);
    }

    private static IEnumerable<JsonFields> Parts(JsonFields step, string list)
    {
        if (step.Text("type") != "Sequence") return [step];
        return step.FindValue(list) is { ValueKind: JsonValueKind.Array } parts && parts.EnumerateArray().All(part => part.ValueKind == JsonValueKind.Object)
            ? [.. parts.EnumerateArray().Select(part => new JsonFields(part, step.File, $"{list}."))]
            : throw CheckpointError.Create($"'{list}' is not usable", step.File, "an array of objects");
    }

    private static string? Regex(JsonFields step) => step.FindValue("pattern") is null ? null : step.Object("pattern").Text("Regex");

    private static TokenSide? ReadDirection(JsonFields root, string name)
    {
        if (root.FindValue(name) is null) return null;
        var fields = root.Object(name);
        return fields.Text("direction") switch
        {
            null => null,
            "Left" => TokenSide.Left,
            "Right" => TokenSide.Right,
            var other => throw fields.Wrong("direction", "'Left' or 'Right'", CheckpointError.Quote(other)),
        };
    }
}
