namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// How surely a place shows the thing that a caption names: the sigmoid of a weighted sum of what was measured there.
/// </summary>
internal sealed record PlaceFit(double Intercept)
{
    /// <summary>Weight of the peak's level.</summary>
    public double Level { get; init; }

    /// <summary>Weight of the peak's prominence, in levels.</summary>
    public double Prominence { get; init; }

    /// <summary>Weight of the cosine between region and whole phrase.</summary>
    public double Cosine { get; init; }

    /// <summary>Weight of the peak's cosine.</summary>
    public double Peak { get; init; }

    /// <summary>Weight of the thing's margin over the best other thing.</summary>
    public double Thing { get; init; }

    /// <summary>Weight of the colour's margin over the best other colour, where one is stated.</summary>
    public double Color { get; init; }

    /// <summary>Weight of how sure the place is known to hold one thing.</summary>
    public double Sure { get; init; }

    /// <summary>Summand where a colour is stated.</summary>
    public double Stated { get; init; }

    /// <summary>
    /// Without a calibration: by comparison alone, since cosines differ from checkpoint to checkpoint. A place that beats all
    /// other things by 0.05 and stands out half as high as the best one is as likely as not.
    /// </summary>
    public static PlaceFit Unfitted { get; } = new(-3.5) { Level = 3, Prominence = 2, Thing = 20, Color = 20, Stated = -0.5 };

    /// <summary>Reads a calibration's part; <see cref="Unfitted"/> for null.</summary>
    /// <exception cref="FgClipException">A member is missing or no number.</exception>
    public static PlaceFit Of(CalibrationFields? fields) => fields is null ? Unfitted : new PlaceFit(fields.Number("intercept"))
    {
        Level = fields.Number("level", 0),
        Prominence = fields.Number("prominence", 0),
        Cosine = fields.Number("cosine", 0),
        Peak = fields.Number("peak", 0),
        Thing = fields.Number("thing", 0),
        Color = fields.Number("color", 0),
        Stated = fields.Number("stated", 0),
        Sure = fields.Number("sure", 0),
    };

    /// <summary>The probability, 0 to 1.</summary>
    /// <param name="place">The place.</param>
    /// <param name="cosine">The cosine of its region with the whole phrase.</param>
    /// <param name="thingMargin">How far the thing is ahead of the best other thing, a cosine.</param>
    /// <param name="colorMargin">Likewise its colour; null where none is stated.</param>
    /// <param name="sure">How sure the place is known to hold one whole thing.</param>
    public double Probability(Instance place, double cosine, double thingMargin, double? colorMargin, double sure = 1) => ClaimFit.Sigmoid(
        Intercept
        + (Level * place.Found.Level)
        + (Prominence * place.Found.Prominence)
        + (Cosine * cosine)
        + (Peak * place.Peak)
        + (Thing * thingMargin)
        + (Sure * sure)
        + (colorMargin is { } margin ? (Color * margin) + Stated : 0));
}
