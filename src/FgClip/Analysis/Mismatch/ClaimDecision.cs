using FgClip.Analysis.Mismatch.Evidence;

namespace FgClip.Analysis.Mismatch;

/// <summary>Turns readings into verdicts.</summary>
internal static class ClaimDecision
{
    /// <summary>The verdict on one claim.</summary>
    public static ClaimVerdict Verdict(Reading reading, ClaimFit fit)
    {
        if (reading.Margin is null) return ClaimVerdict.Unsure;

        var probability = Probability(reading, fit);
        if (probability > fit.SupportedAbove) return ClaimVerdict.Supported;

        return probability < fit.ContradictedBelow && reading.Best is not null && !(fit.CaptionMustAgree && reading.Caption > 0)
            ? ClaimVerdict.Contradicted
            : ClaimVerdict.Unsure;
    }

    /// <summary>0 to 1: how likely the claim is right; 0.5 where nothing was measured.</summary>
    public static double Probability(Reading reading, ClaimFit fit) => reading.Margin is not { } margin
        ? 0.5
        : ClaimFit.Sigmoid(
            fit.Intercept
            + fit.Margin * margin
            + fit.Caption * (reading.Caption ?? 0)
            + fit.Cosine * (reading.Cosine ?? 0)
            + fit.Peak * (reading.Peak ?? 0));

    /// <summary>The same as a caption's score takes it: without an alternative that could be right, nothing speaks against a claim.</summary>
    public static double Score(Reading reading, ClaimFit fit) =>
        fit.ContradictedBelow > 0 ? Probability(reading, fit) : Math.Max(0.5, Probability(reading, fit));

    /// <summary>The verdict on a caption.</summary>
    public static MismatchVerdict Overall(IReadOnlyCollection<CheckedClaim> claims) =>
        claims.Any(claim => claim.Verdict == ClaimVerdict.Contradicted) ? MismatchVerdict.Mismatch
        : claims.All(claim => claim.Verdict == ClaimVerdict.Supported) ? MismatchVerdict.Match
        : MismatchVerdict.Unsure;
}
