using FgClip.Analysis.Mismatch.Evidence;

namespace FgClip.Analysis.Mismatch;

/// <summary>Turns readings into verdicts.</summary>
internal static class ClaimDecision
{
    /// <summary>Captions of so many claims are what calibrations are fitted to.</summary>
    private const int UsualClaims = 4;

    /// <summary>The verdict on one claim.</summary>
    /// <param name="reading">What was measured.</param>
    /// <param name="fit">How it is judged.</param>
    /// <param name="claims">
    /// Claims of the caption. A caption of many is not more often wrong than one of few, so each claim of many is
    /// believed the more: its odds rise with their number beyond the usual.
    /// </param>
    public static ClaimVerdict Verdict(Reading reading, ClaimFit fit, int claims = 1)
    {
        if (reading.Margin is null) return ClaimVerdict.Unsure;

        var probability = Probability(reading, fit, claims);
        if (probability > fit.SupportedAbove) return ClaimVerdict.Supported;

        return probability < fit.ContradictedBelow && reading.Best is not null && !(fit.CaptionMustAgree && reading.Caption > 0)
            ? ClaimVerdict.Contradicted
            : ClaimVerdict.Unsure;
    }

    /// <summary>0 to 1: how likely the claim is right; 0.5 where nothing was measured.</summary>
    public static double Probability(Reading reading, ClaimFit fit, int claims = 1) => reading.Margin is not { } margin
        ? 0.5
        : ClaimFit.Sigmoid(
            fit.Intercept
            + Math.Log(Math.Max(1, (double)claims / UsualClaims))
            + fit.Margin * margin
            + fit.Caption * (reading.Caption ?? 0)
            + fit.Cosine * (reading.Cosine ?? 0)
            + fit.Peak * (reading.Peak ?? 0)
            + fit.Sure * (reading.Sure ?? 0));

    /// <summary>The same as a caption's score takes it: without an alternative that could be right, nothing speaks against a claim.</summary>
    public static double Score(Reading reading, ClaimFit fit, int claims = 1) =>
        fit.ContradictedBelow > 0 ? Probability(reading, fit, claims) : Math.Max(0.5, Probability(reading, fit, claims));

    /// <summary>The verdict on a caption.</summary>
    public static MismatchVerdict Overall(IReadOnlyCollection<CheckedClaim> claims) =>
        claims.Any(claim => claim.Verdict == ClaimVerdict.Contradicted) ? MismatchVerdict.Mismatch
        : claims.All(claim => claim.Verdict == ClaimVerdict.Supported) ? MismatchVerdict.Match
        : MismatchVerdict.Unsure;
}
