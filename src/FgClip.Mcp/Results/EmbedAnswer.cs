namespace FgClip.Mcp.Results;

/// <summary>Features of pictures and texts, in the order they were given.</summary>
internal sealed record EmbedAnswer : Answer
{
    public required IReadOnlyList<EmbeddingResult> Embeddings { get; init; }

    /// <summary>Values have length 1.</summary>
    public required bool Normalized { get; init; }
}

/// <summary>One feature, or why there is none.</summary>
internal sealed record EmbeddingResult(
    string Source,
    string Kind,
    string? Uri,
    int? MaxPatches,
    int? Dimensions,
    IReadOnlyList<float>? Values,
    bool Truncated,
    string? Error);
