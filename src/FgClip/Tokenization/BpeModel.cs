using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace FgClip.Tokenization;

/// <summary>
/// Byte-pair encoding as the tokenizers library does it (models/bpe): Unicode characters become symbols, then the pair
/// of the lowest rank merges, the leftmost one among equals, until no pair merges. Time n·log n. Thread-safe.
/// </summary>
internal sealed class BpeModel
{
    private readonly int[] _plane0 = new int[0x10000]; // id + 1 of every character that is a piece; 0: none
    private readonly Dictionary<int, int> _beyond = [];
    private readonly int[] _bytes = new int[256];
    private readonly MergeTable _merges;
    private readonly PieceTable? _whole;
    private readonly int _unknown;
    private readonly bool _fuseUnknown;

    /// <summary>Makes a model of a vocabulary.</summary>
    /// <param name="pieces">The vocabulary.</param>
    /// <param name="merges">The merges, in ids of that vocabulary.</param>
    /// <param name="settings">What to do with unknown characters.</param>
    /// <param name="file">The file they came from, for errors.</param>
    /// <exception cref="FgClipException">The unknown token is needed, but not in the vocabulary.</exception>
    public BpeModel(PieceTable pieces, MergeTable merges, BpeSettings settings, string file)
    {
        _merges = merges;
        _fuseUnknown = settings.FuseUnknown;
        _whole = settings.IgnoreMerges ? pieces : null;
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces.Piece(i);
            if (Rune.DecodeFromUtf8(piece, out var rune, out var length) != OperationStatus.Done || length != piece.Length)
                continue;
            if (rune.IsBmp) _plane0[rune.Value] = pieces.Id(i) + 1;
            else _beyond[rune.Value] = pieces.Id(i);
        }

        for (var value = 0; value < 256; value++)
            _bytes[value] = settings.ByteFallback ? pieces.Find(System.Text.Encoding.ASCII.GetBytes($"<0x{value:X2}>")) : -1;
        _unknown = settings.UnknownToken is { } token ? pieces.Find(System.Text.Encoding.UTF8.GetBytes(token)) : -1;
        if (settings.UnknownToken is not null && _unknown < 0 && !WritesEverything())
        {
            throw new FgClipException(
                FgClipErrorKind.Checkpoint, $"the unknown token '{settings.UnknownToken}' is not in the vocabulary", file);
        }
    }

    /// <summary>Appends the ids of a stretch of text.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="ids">The list to append to.</param>
    public void Encode(ReadOnlySpan<char> text, List<int> ids)
    {
        if (_whole is not null && FindWhole(text) is var whole and >= 0)
        {
            ids.Add(whole);
            return;
        }

        var first = ids.Count;
        AddSymbols(text, ids);
        var count = ids.Count - first;
        if (count > 1) CollectionsMarshal.SetCount(ids, first + Merge(_merges, CollectionsMarshal.AsSpan(ids)[first..]));
    }

    private bool WritesEverything()
    {
        for (var value = 0; value < 256; value++)
        {
            if (_bytes[value] < 0 && (value >= 0x80 || _plane0[value] == 0)) return false;
        }

        return true;
    }

    private int FindWhole(ReadOnlySpan<char> text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        Utf8.FromUtf16(text, buffer, out _, out var written);
        var id = _whole!.Find(buffer.AsSpan(0, written));
        ArrayPool<byte>.Shared.Return(buffer);
        return id;
    }

    private int FindCharacter(Rune character) =>
        character.IsBmp ? _plane0[character.Value] - 1 : _beyond.GetValueOrDefault(character.Value, -1);

    /// <summary>The symbols before any merge.</summary>
    private void AddSymbols(ReadOnlySpan<char> text, List<int> ids)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var pending = false;
        foreach (var character in text.EnumerateRunes())
        {
            var id = FindCharacter(character);
            if (id >= 0)
            {
                if (pending) ids.Add(_unknown);
                pending = false;
                ids.Add(id);
                continue;
            }

            var bytes = utf8[..character.EncodeToUtf8(utf8)];
            if (HasAll(bytes))
            {
                // The library leaves a pending unknown token waiting here, and so it comes after the bytes.
                foreach (var value in bytes) ids.Add(_bytes[value]);
                continue;
            }

            if (_unknown < 0) continue;
            if (pending && !_fuseUnknown) ids.Add(_unknown);
            pending = true;
        }

        if (pending) ids.Add(_unknown);
    }

    private bool HasAll(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (_bytes[value] < 0) return false;
        }

        return true;
    }

    /// <summary>Merges the symbols of a stretch of text in place; returns how many are left, at the front.</summary>
    internal static int Merge(MergeTable merges, Span<int> ids)
    {
        const int removed = -1;
        var count = ids.Length;
        using var queue = new MergeQueue(count);
        for (var i = 0; i + 1 < count; i++)
        {
            var rank = merges.Rank(ids[i], ids[i + 1]);
            if (rank >= 0) queue.Push(rank, i);
        }

        var links = ArrayPool<int>.Shared.Rent(2 * count);
        var previous = links.AsSpan(0, count);
        var next = links.AsSpan(count, count);
        for (var i = 0; i < count; i++) (previous[i], next[i]) = (i - 1, i + 1);

        while (queue.TryPop(out var rank, out var left))
        {
            if (ids[left] == removed || next[left] == count) continue;
            var right = next[left];
            // An entry is stale when its pair has changed since; the library compares what the two make.
            var current = merges.Rank(ids[left], ids[right]);
            if (current < 0 || merges.Merged(current) != merges.Merged(rank)) continue;

            ids[left] = merges.Merged(rank);
            ids[right] = removed;
            next[left] = next[right];
            if (next[left] < count) previous[next[left]] = left;

            if (previous[left] >= 0 && merges.Rank(ids[previous[left]], ids[left]) is var before and >= 0)
                queue.Push(before, previous[left]);
            if (next[left] < count && merges.Rank(ids[left], ids[next[left]]) is var after and >= 0)
                queue.Push(after, left);
        }

        var kept = 0;
        for (var i = 0; i < count; i = next[i]) ids[kept++] = ids[i];
        ArrayPool<int>.Shared.Return(links);
        return kept;
    }
}
