using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Evidence;

namespace FgClip.Analysis.Mismatch.Requests;

/// <summary>
/// Decides claims on places, numbers, sizes and bindings with the caller's alternatives: each text is read as a caption
/// is, and the likeliest one wins. What a whole picture's cosine says about them is close to chance.
/// </summary>
internal static class RequestReadings
{
    /// <summary>The verdict on a claim from the readings of its text and of its alternatives, in this order.</summary>
    public static (CheckedClaim Claim, double Score, bool Truncated) Decide(RequestPlan plan, IReadOnlyList<CaptionReadings> texts, MismatchCalibration calibration)
    {
        var own = Judge(texts[0], plan.Kind, calibration);
        var (best, text) = texts.Skip(1)
            .Zip(plan.Request.Alternatives!, (readings, other) => (Judge(readings, plan.Kind, calibration).Probability, other))
            .MaxBy(entry => entry.Probability);

        // An alternative that the picture denies as much proves nothing, nor does the claim where an alternative fits as well.
        var verdict = own.Verdict == ClaimVerdict.Contradicted && best > own.Probability ? ClaimVerdict.Contradicted
            : own.Verdict == ClaimVerdict.Supported && own.Probability > best ? ClaimVerdict.Supported
            : ClaimVerdict.Unsure;
        var claim = new CheckedClaim(
            plan.Request.Text, 0, plan.Request.Text.Length, plan.Kind, verdict, own.Reading.Margin, own.Reading.Source,
            verdict == ClaimVerdict.Contradicted ? text : null, own.Reading.Box);
        return (claim, own.Probability, texts.Any(readings => readings.Truncated));
    }

    // A text is as likely as the least likely of the claims that count.
    private static (ClaimVerdict Verdict, double Probability, Reading Reading) Judge(CaptionReadings readings, ClaimKind kind, MismatchCalibration calibration)
    {
        var relevant = RequestPlan.Relevant(readings.Caption, kind).ToHashSet<CaptionClaim>(ReferenceEqualityComparer.Instance);
        var judged = readings.Caption.Claims.Zip(readings.Readings)
            .Where(pair => relevant.Contains(pair.First))
            .Select(pair => (pair.Second, Fit: calibration.For(pair.First.Kind, pair.Second)))
            .Select(pair => (Verdict: ClaimDecision.Verdict(pair.Second, pair.Fit), Probability: ClaimDecision.Probability(pair.Second, pair.Fit), Reading: pair.Second))
            .ToArray();
        var verdict = Array.Exists(judged, one => one.Verdict == ClaimVerdict.Contradicted) ? ClaimVerdict.Contradicted
            : Array.TrueForAll(judged, one => one.Verdict == ClaimVerdict.Supported) ? ClaimVerdict.Supported
            : ClaimVerdict.Unsure;
        var worst = judged.MinBy(one => one.Probability);
        return (verdict, worst.Probability, worst.Reading);
    }
}
