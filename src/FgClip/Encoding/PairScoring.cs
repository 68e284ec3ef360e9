namespace FgClip.Encoding;

/// <summary>How a checkpoint turns the cosine of a picture and a text into a score.</summary>
/// <param name="Scale">The factor: exp(logit_scale) of the checkpoint.</param>
/// <param name="Bias">The summand: logit_bias of the checkpoint; 0 in FG-CLIP's first version, which has none.</param>
public sealed record PairScoring(float Scale, float Bias)
{
    /// <summary>cosine · <see cref="Scale"/> + <see cref="Bias"/>.</summary>
    public float Logit(float cosine) => cosine * Scale + Bias;

    /// <summary>
    /// Whether a logit by itself tells a probability. Not in FG-CLIP's first version, which was trained by softmax: its
    /// logits only compare candidates. Default true.
    /// </summary>
    public bool HasProbability { get; init; } = true;

    /// <summary>Probability 0 to 1 that a pair with this logit belongs together; null where logits tell none.</summary>
    public double? ProbabilityOf(double logit) => HasProbability ? Probability(logit) : null;

    /// <summary>The sigmoid of a number.</summary>
    public static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));
}
