using System.Buffers.Binary;
using System.Numerics;

namespace FgClip.Tokenization;

/// <summary>
/// Pieces of a vocabulary, UTF-8, with their ids: one block of bytes and an open-addressing table, so that reading
/// 256,000 pieces makes no string for any of them.
/// </summary>
/// <param name="expected">About how many pieces there will be.</param>
internal sealed class PieceTable(int expected)
{
    private const ulong Upper = 0xFFFFFFFF_00000000;

    private byte[] _bytes = new byte[Math.Max(16, expected * 8)];
    private Entry[] _entries = new Entry[Math.Max(16, expected)];
    // The hash's upper half | the index + 1; 0 is empty. At most half of the slots are taken.
    private ulong[] _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected * 2))];

    private int _used;

    /// <summary>How many pieces there are.</summary>
    public int Count { get; private set; }

    /// <summary>The largest id of any piece; −1 where there is none.</summary>
    public int LargestId { get; private set; } = -1;

    /// <summary>The piece at an index, in order of first insertion.</summary>
    public ReadOnlySpan<byte> Piece(int index) => _bytes.AsSpan(_entries[index].Start, _entries[index].Length);

    /// <summary>The id of the piece at an index.</summary>
    public int Id(int index) => _entries[index].Id;

    /// <summary>Gives the piece at an index another id.</summary>
    public void SetId(int index, int id)
    {
        _entries[index].Id = id;
        LargestId = Math.Max(LargestId, id);
    }

    /// <summary>The id of a piece; −1 where there is none.</summary>
    public int Find(ReadOnlySpan<byte> piece)
    {
        var index = IndexOf(piece);
        return index < 0 ? -1 : _entries[index].Id;
    }

    /// <summary>
    /// The id of a piece that is likely to be the one found before or the next: merges come in the order of the pieces
    /// they make, and these two are looked at without a search through memory.
    /// </summary>
    /// <param name="piece">The piece.</param>
    /// <param name="index">The index of the piece found before; becomes that of this one.</param>
    public int FindNear(ReadOnlySpan<byte> piece, ref int index)
    {
        if (index < 0 || !piece.SequenceEqual(Piece(index)))
        {
            index++;
            if (index >= Count || !piece.SequenceEqual(Piece(index))) index = IndexOf(piece);
        }

        return index < 0 ? -1 : _entries[index].Id;
    }

    /// <summary>The index of a piece; −1 where there is none.</summary>
    public int IndexOf(ReadOnlySpan<byte> piece) => IndexAt(_slots[SlotOf(piece, Hash(piece))]);

    /// <summary>Adds a piece; false where it is there already.</summary>
    public bool TryAdd(ReadOnlySpan<byte> piece, int id)
    {
        var hash = Hash(piece);
        var slot = SlotOf(piece, hash);
        if (_slots[slot] != 0) return false;

        Grow(ref _bytes, _used + piece.Length);
        Grow(ref _entries, Count + 1);
        piece.CopyTo(_bytes.AsSpan(_used));
        _entries[Count] = new Entry { Start = _used, Length = piece.Length, Id = id };
        _used += piece.Length;
        LargestId = Math.Max(LargestId, id);
        _slots[slot] = (hash & Upper) | (uint)++Count;
        if (Count * 2 > _slots.Length) Rehash();
        return true;
    }

    private static int IndexAt(ulong slot) => (int)(uint)slot - 1;

    private int SlotOf(ReadOnlySpan<byte> piece, ulong hash)
    {
        var mask = _slots.Length - 1;
        for (var i = (int)hash & mask; ; i = (i + 1) & mask)
        {
            var slot = _slots[i];
            if (slot == 0) return i;
            if ((slot & Upper) == (hash & Upper) && piece.SequenceEqual(Piece(IndexAt(slot)))) return i;
        }
    }

    private void Rehash()
    {
        var slots = new ulong[_slots.Length * 2];
        var mask = slots.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var hash = Hash(Piece(index));
            var i = (int)hash & mask;
            while (slots[i] != 0) i = (i + 1) & mask;
            slots[i] = (hash & Upper) | (uint)(index + 1);
        }

        _slots = slots;
    }

    private static void Grow<T>(ref T[] array, int needed)
    {
        if (array.Length < needed) Array.Resize(ref array, Math.Max(needed, array.Length * 2));
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)bytes.Length * prime;
        ulong rest;
        if (bytes.Length >= 8)
        {
            // The last eight bytes may overlap those before them.
            rest = BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]);
            for (; bytes.Length > 8; bytes = bytes[8..])
                hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * prime, 29);
        }
        else if (bytes.Length >= 4)
        {
            rest = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        }
        else
        {
            rest = bytes.IsEmpty ? 0 : ((ulong)bytes[0] << 16) | ((ulong)bytes[bytes.Length / 2] << 8) | bytes[^1];
        }

        hash = (hash ^ rest) * prime;
        hash = (hash ^ (hash >> 32)) * prime;
        return hash ^ (hash >> 29);
    }

    private struct Entry
    {
        public int Start;
        public int Length;
        public int Id;
    }
}
