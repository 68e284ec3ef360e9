namespace FgClip.Mcp.Results;

/// <summary>What a caption gets wrong about a picture.</summary>
internal sealed record CheckAnswer : Answer
{
    /// <summary>match, mismatch or unsure.</summary>
    public required string Verdict { get; init; }

    /// <summary>0 (surely wrong) to 1 (surely right).</summary>
    public required double Score { get; init; }

    /// <summary>The claims in the caption's order.</summary>
    public required IReadOnlyList<ClaimResult> Claims { get; init; }

    /// <summary>The caption put right; null where nothing is contradicted.</summary>
    public required string? CorrectedCaption { get; init; }

    /// <summary>A text was cut to the length that the model takes.</summary>
    public required bool Truncated { get; init; }

    /// <summary>The file of the annotated picture; null where none was asked for.</summary>
    public required string? ImageOutput { get; init; }
}

/// <summary>One claim; members as in <see cref="FgClip.Analysis.Mismatch.CheckedClaim"/>.</summary>
internal sealed record ClaimResult(
    string Text, string Kind, string Verdict, double? Margin, string Evidence, string? Alternative, ClaimBox? Box);

/// <summary>Where a claim was checked, in pixels of the picture.</summary>
internal sealed record ClaimBox(double X1, double Y1, double X2, double Y2);
