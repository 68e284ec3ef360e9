namespace FgClip.Encoding.Caching;

/// <summary>What the feature of a text depends on, beside the model: its head, its token ids, and which are padding.</summary>
/// <param name="kind">The head.</param>
/// <param name="ids">[T]; not to be changed.</param>
/// <param name="counted">Ids that are not padding; all where there is no mask.</param>
internal sealed class TextKey(TextKind kind, int[] ids, int counted) : IEquatable<TextKey>
{
    private readonly int _hash = HashOf(kind, ids, counted);

    public TextKind Kind { get; } = kind;

    public int[] Ids { get; } = ids;

    public int Counted { get; } = counted;

    public bool Equals(TextKey? other) =>
        other is not null
        && _hash == other._hash
        && Kind == other.Kind
        && Counted == other.Counted
        && Ids.AsSpan().SequenceEqual(other.Ids);

    public override bool Equals(object? obj) => Equals(obj as TextKey);

    public override int GetHashCode() => _hash;

    private static int HashOf(TextKind kind, int[] ids, int counted)
    {
        var hash = new HashCode();
        hash.Add(kind);
        hash.Add(counted);
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(ids.AsSpan()));
        return hash.ToHashCode();
    }
}
