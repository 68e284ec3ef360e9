using System.Buffers;
using System.Runtime.InteropServices;

namespace FgClip.Tokenization.Clip;

/// <summary>
/// CLIP's byte-level encoding of one word: its UTF-8 bytes become symbols, the last one with the suffix
/// <c>&lt;/w&gt;</c>, and pairs merge by rank as in every byte-pair encoding. Thread-safe.
/// </summary>
internal sealed class ClipModel
{
    /// <summary>What ends the last piece of a word.</summary>
    public const string WordEnd = "</w>";

    private readonly int[] _inside = new int[256];
    private readonly int[] _last = new int[256];
    private readonly MergeTable _merges;

    /// <summary>Makes a model of a vocabulary.</summary>
    /// <param name="pieces">The vocabulary.</param>
    /// <param name="merges">The merges, in ids of that vocabulary.</param>
    /// <param name="unknownToken">What stands for bytes that are no piece; null: they are dropped.</param>
    /// <param name="file">The file they came from, for errors.</param>
    /// <exception cref="FgClipException">The unknown token is needed, but not in the vocabulary.</exception>
    public ClipModel(PieceTable pieces, MergeTable merges, string? unknownToken, string file)
    {
        _merges = merges;
        var unknown = unknownToken is null ? -1 : Find(unknownToken);
        for (var value = 0; value < 256; value++)
        {
            var character = ByteAlphabet.CharacterOf((byte)value);
            _inside[value] = OrUnknown(Find(character), character);
            _last[value] = OrUnknown(Find(character + WordEnd), character + WordEnd);
        }

        int Find(string piece) => pieces.Find(System.Text.Encoding.UTF8.GetBytes(piece));

        int OrUnknown(int id, string piece) => id >= 0 || unknownToken is null || unknown >= 0
            ? (id >= 0 ? id : unknown)
            : throw new FgClipException(
                FgClipErrorKind.Checkpoint, $"the vocabulary has neither '{piece}' nor the unknown token '{unknownToken}'", file);
    }

    /// <summary>Appends the ids of a word.</summary>
    /// <param name="word">Well-formed UTF-16, not empty.</param>
    /// <param name="ids">The list to append to.</param>
    public void Encode(ReadOnlySpan<char> word, List<int> ids)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(System.Text.Encoding.UTF8.GetMaxByteCount(word.Length));
        var bytes = buffer.AsSpan(0, System.Text.Encoding.UTF8.GetBytes(word, buffer));
        var first = ids.Count;
        foreach (var value in bytes[..^1]) Add(_inside[value]);
        Add(_last[bytes[^1]]);
        ArrayPool<byte>.Shared.Return(buffer);

        if (ids.Count - first > 1)
        {
            CollectionsMarshal.SetCount(ids, first + BpeModel.Merge(_merges, CollectionsMarshal.AsSpan(ids)[first..]));
        }

        void Add(int id)
        {
            if (id >= 0) ids.Add(id);
        }
    }
}
