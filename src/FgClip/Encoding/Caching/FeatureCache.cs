using System.Diagnostics.CodeAnalysis;

namespace FgClip.Encoding.Caching;

/// <summary>Features by key, bounded by bytes; the least recently used go first. Thread-safe.</summary>
/// <param name="maxBytes">0 for a cache that keeps nothing.</param>
/// <param name="bytesOf">Memory of an entry.</param>
internal sealed class FeatureCache<TKey, TValue>(long maxBytes, Func<TKey, TValue, long> bytesOf)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value, long Bytes)>> _entries = [];
    private readonly LinkedList<(TKey Key, TValue Value, long Bytes)> _recent = new(); // most recent first
    private readonly Lock _lock = new();
    private long _bytes;

    /// <summary>Entries and their bytes.</summary>
    public (int Entries, long Bytes) Size
    {
        get
        {
            lock (_lock) return (_entries.Count, _bytes);
        }
    }

    /// <summary>What is remembered; looking at it makes it recent.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Remembers a value, unless it alone is larger than the cache.</summary>
    public void Add(TKey key, TValue value)
    {
        var bytes = bytesOf(key, value);
        if (bytes > maxBytes) return;

        lock (_lock)
        {
            if (_entries.Remove(key, out var known)) Forget(known);
            while (_bytes + bytes > maxBytes && _recent.Last is { } oldest)
            {
                _entries.Remove(oldest.Value.Key);
                Forget(oldest);
            }

            _entries.Add(key, _recent.AddFirst((key, value, bytes)));
            _bytes += bytes;
        }
    }

    private void Forget(LinkedListNode<(TKey Key, TValue Value, long Bytes)> node)
    {
        _recent.Remove(node);
        _bytes -= node.Value.Bytes;
    }
}
