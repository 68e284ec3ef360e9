namespace FgClip.Encoding;

/// <summary>The feature of one text. Immutable, safe to share between threads.</summary>
public sealed class EncodedText
{
    internal EncodedText(TextKind kind, int[] ids, int tokenCount, bool truncated, float[] feature)
    {
        Kind = kind;
        Ids = ids;
        TokenCount = tokenCount;
        Truncated = truncated;
        Feature = feature;
    }

    /// <summary>The head that made the feature.</summary>
    public TextKind Kind { get; }

    /// <summary>The token ids [T] that were encoded, padding included.</summary>
    public ReadOnlyMemory<int> Ids { get; }

    /// <summary>Ids that are not padding.</summary>
    public int TokenCount { get; }

    /// <summary>The text was longer than its kind takes and its end was cut off.</summary>
    public bool Truncated { get; }

    /// <summary>[D], not normalised.</summary>
    public ReadOnlyMemory<float> Feature { get; }
}
