namespace FgClip.Mcp.Results;

/// <summary>Pictures for a text, best first.</summary>
internal sealed record RankImagesAnswer : Answer
{
    public required IReadOnlyList<ImageResult> Results { get; init; }
}

/// <summary>One picture: cosine −1 to 1, logit, and the probability that it fits the text, where the model tells one; or why it has none.</summary>
internal sealed record ImageResult(
    int Index, string Image, float? Cosine, float? Logit, double? Probability, string? Error);
