namespace FgClip.Analysis;

/// <summary>Shares that sum to 1.</summary>
internal static class Softmax
{
    /// <summary>exp(x − max) / Σ exp(x − max), in double.</summary>
    public static double[] Of(ReadOnlySpan<float> logits)
    {
        var shares = new double[logits.Length];
        if (logits.IsEmpty) return shares;

        var highest = logits[0];
        foreach (var logit in logits) highest = Math.Max(highest, logit);

        var sum = 0.0;
        for (var index = 0; index < shares.Length; index++) sum += shares[index] = Math.Exp((double)logits[index] - highest);
        for (var index = 0; index < shares.Length; index++) shares[index] /= sum;
        return shares;
    }
}
