namespace FgClip.Analysis.Mismatch;

/// <summary>
/// How readings of one kind are judged: the probability that the claim is right is the sigmoid of a weighted sum of what
/// was measured.
/// </summary>
/// <param name="Intercept">Summand.</param>
/// <param name="Margin">Weight of the margin over the best alternative; above 0.</param>
/// <param name="ContradictedBelow">A probability below this contradicts the claim, 0 to 1.</param>
/// <param name="SupportedAbove">A probability above this supports it, 0 to 1; between the two it is unsure.</param>
internal sealed record ClaimFit(double Intercept, double Margin, double ContradictedBelow, double SupportedAbove)
{
    /// <summary>Weight of the whole caption's margin.</summary>
    public double Caption { get; init; }

    /// <summary>Weight of the cosine between place and phrase.</summary>
    public double Cosine { get; init; }

    /// <summary>Weight of the map's peak at the place.</summary>
    public double Peak { get; init; }

    /// <summary>Weight of the margin where the place is known for sure.</summary>
    public double Sure { get; init; }

    /// <summary>A contradiction needs the whole caption to agree, where it was asked.</summary>
    public bool CaptionMustAgree { get; init; }

    /// <summary>Judges by the margin alone.</summary>
    /// <param name="contradictedBelow">A margin below this contradicts; negative infinity: none does.</param>
    /// <param name="supportedAbove">A margin above this supports.</param>
    /// <param name="scale">The margin that lifts the probability from 0.5, at the threshold of contradiction, to 0.73.</param>
    public static ClaimFit OfMargin(double contradictedBelow, double supportedAbove, double scale) => double.IsFinite(contradictedBelow)
        ? new ClaimFit(-contradictedBelow / scale, 1 / scale, 0.5, Sigmoid((supportedAbove - contradictedBelow) / scale)) { CaptionMustAgree = true }
        : new ClaimFit(-supportedAbove / scale, 1 / scale, 0, 0.5);

    /// <summary>1 / (1 + exp(−x)).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>ln(p / (1 − p)), whose inverse is <see cref="Sigmoid"/>.</summary>
    public static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}
