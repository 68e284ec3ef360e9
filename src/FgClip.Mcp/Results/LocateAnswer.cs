namespace FgClip.Mcp.Results;

/// <summary>Where phrases are in a picture.</summary>
internal sealed record LocateAnswer : Answer
{
    public required IReadOnlyList<ConceptResult> Concepts { get; init; }
}

/// <summary>One phrase; present is null where the model is unsure.</summary>
internal sealed record ConceptResult(
    string Concept,
    bool? Present,
    double Score,
    PointResult Peak,
    IReadOnlyList<BoxResult> Boxes,
    bool Truncated,
    string? Overlay);

/// <summary>A place in pixels of the picture.</summary>
internal sealed record PointResult(double X, double Y);

/// <summary>A box in pixels of the picture, with the score of what it holds.</summary>
internal sealed record BoxResult(double X1, double Y1, double X2, double Y2, double Score);
