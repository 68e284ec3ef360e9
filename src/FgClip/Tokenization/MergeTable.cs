using System.Numerics;

namespace FgClip.Tokenization;

/// <summary>
/// The merges of a byte-pair encoding: a pair of ids → its rank and the id of the two together. Open addressing over
/// flat arrays: half a million merges take 15 MB and no object each.
/// </summary>
internal sealed class MergeTable
{
    private readonly ulong[] _pairs;
    private readonly int[] _ranks; // rank + 1; 0 is empty
    private readonly int[] _merged;

    private MergeTable(ReadOnlySpan<ulong> pairs, int[] merged)
    {
        // At most three quarters of the slots are taken.
        var slots = BitOperations.RoundUpToPowerOf2((uint)pairs.Length * 4 / 3 + 2);
        (_pairs, _ranks, _merged) = (new ulong[slots], new int[slots], merged);
        for (var rank = 0; rank < pairs.Length; rank++)
        {
            var slot = SlotOf(pairs[rank]);
            _pairs[slot] = pairs[rank];
            _ranks[slot] = rank + 1;
        }
    }

    /// <summary>The rank of a pair's merge; −1 where the two do not merge.</summary>
    public int Rank(int left, int right) => _ranks[SlotOf(Pair(left, right))] - 1;

    /// <summary>The id that the merge of a rank makes.</summary>
    public int Merged(int rank) => _merged[rank];

    /// <summary>
    /// The pairs, left id in the upper half, and the ids that they make, by rising rank. A pair that moved to a later rank
    /// is there only once, so that ranks may be smaller in a table made of these lists; their order is the same.
    /// </summary>
    public (ulong[] Pairs, int[] Merged) ToLists()
    {
        var byRank = new int[_merged.Length]; // slot + 1; 0 where the pair has moved
        var count = 0;
        for (var slot = 0; slot < _ranks.Length; slot++)
        {
            if (_ranks[slot] == 0) continue;
            byRank[_ranks[slot] - 1] = slot + 1;
            count++;
        }

        var (pairs, merged) = (new ulong[count], new int[count]);
        count = 0;
        for (var rank = 0; rank < byRank.Length; rank++)
        {
            if (byRank[rank] == 0) continue;
            (pairs[count], merged[count++]) = (_pairs[byRank[rank] - 1], _merged[rank]);
        }

        return (pairs, merged);
    }

    /// <summary>Makes a table of what <see cref="ToLists"/> gave; the second list is kept.</summary>
    public static MergeTable Of(ReadOnlySpan<ulong> pairs, int[] merged) => new(pairs, merged);

    private static ulong Pair(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    private int SlotOf(ulong pair)
    {
        var hash = (pair ^ (pair >> 29)) * 0x9E3779B97F4A7C15;
        hash = (hash ^ (hash >> 32)) * 0xBF58476D1CE4E5B9;
        var (pairs, ranks) = (_pairs, _ranks);
        var mask = pairs.Length - 1;
        var i = (int)(hash >> 32) & mask;
        while (ranks[i] != 0 && pairs[i] != pair) i = (i + 1) & mask;
        return i;
    }

    /// <summary>Collects merges by rising rank.</summary>
    internal sealed class Builder
    {
        private ulong[] _pairs = new ulong[1024];
        private int[] _merged = new int[1024];

        /// <summary>How many merges were added; ranks lie below it.</summary>
        public int Count { get; private set; }

        /// <summary>
        /// Adds the merge of the next rank. A pair that is there already moves to this rank, as in the tokenizers
        /// library.
        /// </summary>
        public void Add(int left, int right, int merged)
        {
            if (Count == _pairs.Length)
            {
                Array.Resize(ref _pairs, Count * 2);
                Array.Resize(ref _merged, Count * 2);
            }

            _pairs[Count] = Pair(left, right);
            _merged[Count++] = merged;
        }

        /// <summary>Makes the table.</summary>
        public MergeTable Build() => new(_pairs.AsSpan(0, Count), _merged[..Count]);
    }
}
