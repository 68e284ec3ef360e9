namespace FgClip.Mcp.Results;

/// <summary>Captions of a picture, best first.</summary>
internal sealed record RankCaptionsAnswer : Answer
{
    public required IReadOnlyList<CaptionResult> Results { get; init; }
}

/// <summary>One caption; scores as in <see cref="FgClip.Analysis.RankedCaption"/>.</summary>
internal sealed record CaptionResult(
    int Index, string Caption, string TextKind, float Cosine, float Logit, double? Probability, double Share, bool Truncated);
