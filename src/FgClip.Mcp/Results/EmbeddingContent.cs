namespace FgClip.Mcp.Results;

/// <summary>A kept embedding as a resource; values have length 1.</summary>
internal sealed record EmbeddingContent(
    string Uri,
    string Kind,
    string Model,
    string Precision,
    string? TextKind,
    int? MaxPatches,
    bool Truncated,
    int Dimensions,
    bool Normalized,
    IReadOnlyList<float> Values);
