namespace FgClip.Mcp.Results;

/// <summary>What several captions of one picture get wrong, in their order.</summary>
internal sealed record CheckCaptionsAnswer : Answer
{
    /// <summary>One a caption.</summary>
    public required IReadOnlyList<CheckedCaptionResult> Results { get; init; }
}

/// <summary>One of the captions; members as in <see cref="CheckAnswer"/>, all null where it could not be checked.</summary>
internal sealed record CheckedCaptionResult
{
    /// <summary>Its place in the list, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The caption.</summary>
    public required string Caption { get; init; }

    /// <summary>match, mismatch or unsure.</summary>
    public string? Verdict { get; init; }

    /// <summary>0 (surely wrong) to 1 (surely right).</summary>
    public double? Score { get; init; }

    /// <summary>The claims in the caption's order.</summary>
    public IReadOnlyList<ClaimResult>? Claims { get; init; }

    /// <summary>The caption put right; null where nothing is contradicted.</summary>
    public string? CorrectedCaption { get; init; }

    /// <summary>A text was cut to the length that the model takes.</summary>
    public bool? Truncated { get; init; }

    /// <summary>The file of the annotated picture; null where none was asked for.</summary>
    public string? ImageOutput { get; init; }

    /// <summary>Why the caption could not be checked; null where it was.</summary>
    public string? Error { get; init; }
}
