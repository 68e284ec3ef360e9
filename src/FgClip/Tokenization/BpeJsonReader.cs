using System.Text.Json;

namespace FgClip.Tokenization;

/// <summary>Reads the BPE model of tokenizer.json.</summary>
internal static class BpeJsonReader
{
    /// <summary>More than ten times what Gemma's 256,000 pieces have: a bound for what a malicious file can make us allocate.</summary>
    public const int MostMerges = 8_000_000;

    /// <summary>Reads the model that the cursor stands before.</summary>
    public static (PieceTable Pieces, MergeTable Merges, BpeSettings Settings) Read(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "model");
        var settings = new BpeSettings();
        PieceTable? pieces = null;
        MergeTable? merges = null;
        JsonCursor mergesAhead = default;
        var isAhead = false;
        while (json.NextProperty(out var name))
        {
            switch (name)
            {
                case "type":
                    if (json.Text(name) is var type and not "BPE") throw json.Unsupported("model type", "BPE", type);
                    break;
                case "dropout" or "continuing_subword_prefix" or "end_of_word_suffix":
                    if (!json.IsOff()) throw json.Unsupported($"model setting '{name}'", "null", json.Kind.ToString());
                    break;
                case "unk_token":
                    settings = settings with { UnknownToken = json.TextOrNull(name) };
                    break;
                case "fuse_unk":
                    settings = settings with { FuseUnknown = ReadFlag(ref json, name) };
                    break;
                case "byte_fallback":
                    settings = settings with { ByteFallback = ReadFlag(ref json, name) };
                    break;
                case "ignore_merges":
                    settings = settings with { IgnoreMerges = ReadFlag(ref json, name) };
                    break;
                case "vocab":
                    if (pieces is not null) throw json.Malformed("'vocab' appears twice");
                    pieces = ReadPieces(ref json);
                    break;
                case "merges":
                    if (merges is not null || isAhead) throw json.Malformed("'merges' appears twice");
                    if (pieces is not null)
                    {
                        merges = ReadMerges(ref json, pieces);
                        break;
                    }

                    // Merges are read once the ids of their pieces are known.
                    mergesAhead = json;
                    isAhead = true;
                    json.Skip();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (pieces is null) throw json.Malformed("the model lacks its 'vocab'");
        if (isAhead) merges = ReadMerges(ref mergesAhead, pieces);
        if (merges is null) throw json.Malformed("the model lacks its 'merges'");
        return (pieces, merges, settings);
    }

    private static bool ReadFlag(ref JsonCursor json, string name) => json.Kind != JsonTokenType.Null && json.Flag(name);

    private static PieceTable ReadPieces(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "vocab");
        // The published file has some 130 bytes for a piece and its merges.
        var pieces = new PieceTable(json.Length / 256);
        for (json.Read(); json.Kind != JsonTokenType.EndObject; json.Read())
        {
            var piece = json.Utf8Text("a piece of the vocabulary");
            json.Read();
            if (!pieces.TryAdd(piece, json.Id(piece)))
                throw json.Malformed($"the vocabulary holds '{System.Text.Encoding.UTF8.GetString(piece)}' twice");
        }

        if (pieces.Count == 0) throw json.Malformed("the vocabulary is empty");
        CheckIds(ref json, pieces);
        return pieces;
    }

    /// <summary>The ids have to be 0, 1, 2 … without a hole, in any order: they are rows of the embedding table.</summary>
    private static void CheckIds(ref JsonCursor json, PieceTable pieces)
    {
        var seen = new bool[pieces.Count];
        for (var i = 0; i < pieces.Count; i++)
        {
            var id = pieces.Id(i);
            if (id < seen.Length && !seen[id])
            {
                seen[id] = true;
                continue;
            }

            var piece = System.Text.Encoding.UTF8.GetString(pieces.Piece(i));
            throw json.Malformed(id < seen.Length
                ? $"two pieces have the id {id}, '{piece}' is one of them"
                : $"'{piece}' has the id {id}, but the vocabulary has only {pieces.Count} pieces");
        }
    }

    private static MergeTable ReadMerges(ref JsonCursor json, PieceTable pieces)
    {
        json.Expect(JsonTokenType.StartArray, "merges");
        var merges = new MergeTable.Builder();
        var pair = new byte[256];
        var near = -1;
        while (json.NextItem())
        {
            int left, whole;
            if (json.Kind == JsonTokenType.StartArray)
            {
                json.Read();
                left = Copy(json.RawText("a merge"), ref pair, 0);
                json.Read();
                whole = Copy(json.RawText("a merge"), ref pair, left);
                if (json.NextItem()) throw json.Malformed("a merge names more than two pieces");
            }
            else
            {
                var text = json.RawText("a merge");
                // The line that starts a merges.txt; the library passes over it here too.
                if (text.StartsWith("#version"u8)) continue;
                left = text.IndexOf((byte)' ');
                if (left < 0 || text[(left + 1)..].Contains((byte)' '))
                    throw json.Malformed($"the merge '{System.Text.Encoding.UTF8.GetString(text)}' does not name two pieces");
                Copy(text[..left], ref pair, 0);
                whole = Copy(text[(left + 1)..], ref pair, left);
            }

            if (merges.Count == MostMerges) throw json.Malformed($"there are more than {MostMerges} merges");
            var first = pair.AsSpan(0, left);
            var second = pair.AsSpan(left, whole - left);
            var both = pair.AsSpan(0, whole);
            merges.Add(
                Check(ref json, pieces.Find(first), first),
                Check(ref json, pieces.Find(second), second),
                Check(ref json, pieces.FindNear(both, ref near), both));
        }

        return merges.Build();
    }

    private static int Copy(ReadOnlySpan<byte> text, ref byte[] pair, int start)
    {
        if (pair.Length < start + text.Length) Array.Resize(ref pair, (start + text.Length) * 2);
        text.CopyTo(pair.AsSpan(start));
        return start + text.Length;
    }

    private static int Check(ref JsonCursor json, int id, ReadOnlySpan<byte> piece) => id >= 0
        ? id
        : throw json.Malformed($"a merge needs '{System.Text.Encoding.UTF8.GetString(piece)}', which is not in the vocabulary");
}
