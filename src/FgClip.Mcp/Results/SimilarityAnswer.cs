namespace FgClip.Mcp.Results;

/// <summary>Cosines between pictures and texts: all of rows and columns, or pairs.</summary>
internal sealed record SimilarityAnswer : Answer
{
    /// <summary>What the rows of the matrix and the first members of pairs are.</summary>
    public required IReadOnlyList<SimilarityItem> Rows { get; init; }

    /// <summary>What the columns of the matrix and the second members of pairs are.</summary>
    public required IReadOnlyList<SimilarityItem> Columns { get; init; }

    /// <summary>[rows][columns] cosines, −1 to 1, null where an item has an error; null where pairs were asked for.</summary>
    public required IReadOnlyList<IReadOnlyList<float?>>? Matrix { get; init; }

    /// <summary>The pairs; null where the matrix was asked for.</summary>
    public required IReadOnlyList<SimilarityPair>? Pairs { get; init; }
}

/// <summary>A picture or text that is compared, or why it is not.</summary>
internal sealed record SimilarityItem(int Index, string Source, string Kind, string? TextKind, int? MaxPatches, bool Truncated, string? Error);

/// <summary>Two items, by index; logit and probability where they are a picture and a text that are scored together.</summary>
internal sealed record SimilarityPair(int Row, int Column, float? Cosine, float? Logit, double? Probability);
