using System.Buffers;

namespace FgClip.Tokenization;

/// <summary>
/// The merges that are possible in a text, lowest rank first and leftmost first among equals: a binary heap in a
/// rented array.
/// </summary>
internal ref struct MergeQueue(int capacity)
{
    private ulong[] _heap = ArrayPool<ulong>.Shared.Rent(Math.Max(capacity, 16));
    private int _count;

    /// <summary>Adds a merge.</summary>
    /// <param name="rank">Its rank.</param>
    /// <param name="position">The index of its left symbol.</param>
    public void Push(int rank, int position)
    {
        if (_count == _heap.Length)
        {
            var larger = ArrayPool<ulong>.Shared.Rent(_count * 2);
            _heap.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<ulong>.Shared.Return(_heap);
            _heap = larger;
        }

        // Rank above, position below: the order of the numbers is the order of the merges.
        var entry = ((ulong)(uint)rank << 32) | (uint)position;
        var i = _count++;
        for (; i > 0; i = (i - 1) / 2)
        {
            var parent = _heap[(i - 1) / 2];
            if (parent <= entry) break;
            _heap[i] = parent;
        }

        _heap[i] = entry;
    }

    /// <summary>Takes the first merge out; false where none is left.</summary>
    public bool TryPop(out int rank, out int position)
    {
        if (_count == 0)
        {
            (rank, position) = (-1, -1);
            return false;
        }

        (rank, position) = ((int)(_heap[0] >> 32), (int)(uint)_heap[0]);
        var last = _heap[--_count];
        var i = 0;
        for (int child; (child = 2 * i + 1) < _count; i = child)
        {
            if (child + 1 < _count && _heap[child + 1] < _heap[child]) child++;
            if (last <= _heap[child]) break;
            _heap[i] = _heap[child];
        }

        _heap[i] = last;
        return true;
    }

    /// <summary>Gives the rented array back.</summary>
    public readonly void Dispose() => ArrayPool<ulong>.Shared.Return(_heap);
}
