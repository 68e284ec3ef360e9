namespace FgClip.Analysis.Mismatch;

/// <summary>What a picture says about a caption.</summary>
/// <param name="Verdict">Mismatch if a claim is contradicted, match if all are supported, else unsure.</param>
/// <param name="Score">0 (surely wrong) to 1 (surely right): the least sure claim's; 0.5 lies at the threshold of contradiction.</param>
/// <param name="Claims">The claims in the caption's order; at least one.</param>
/// <param name="CorrectedCaption">The caption with every contradicted claim put right; null where nothing is contradicted.</param>
/// <param name="Truncated">A text that was scored as a whole was longer than the model takes; its end did not count.</param>
/// <param name="TextsEncoded">
/// How many texts were encoded for this report, or for all captions that were checked together with it; remembered ones
/// not counted.
/// </param>
public sealed record MismatchReport(
    MismatchVerdict Verdict,
    double Score,
    IReadOnlyList<CheckedClaim> Claims,
    string? CorrectedCaption,
    bool Truncated,
    int TextsEncoded);
