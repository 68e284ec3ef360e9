namespace FgClip.Analysis;

/// <summary>
/// How presence is judged: the probability that a phrase is in the picture is the sigmoid of a weighted sum of what was
/// measured.
/// </summary>
/// <param name="Intercept">Summand.</param>
/// <param name="AbsentBelow">Probabilities below this mean that the phrase is not there, 0 to 1.</param>
/// <param name="PresentAbove">Probabilities above this mean that it is, 0 to 1; between the two the answer is unsure.</param>
internal sealed record PresenceCalibration(double Intercept, double AbsentBelow, double PresentAbove)
{
    /// <summary>Weight of the cosine between the phrase and the region it points at.</summary>
    public double Cosine { get; init; }

    /// <summary>Weight of the highest cosine of its smoothed map.</summary>
    public double Peak { get; init; }

    /// <summary>Weight of how far that lies above the map's median.</summary>
    public double Spread { get; init; }

    /// <summary>The probability, 0 to 1.</summary>
    public double Probability(PresenceReading reading) => Mismatch.ClaimFit.Sigmoid(
        Intercept + (Cosine * reading.Cosine) + (Peak * reading.Peak) + (Spread * reading.Spread));

    /// <summary>Reads a calibration's part; null stays null.</summary>
    /// <exception cref="FgClipException">A member is missing, no number or out of range.</exception>
    public static PresenceCalibration? Of(CalibrationFields? fields)
    {
        if (fields is null) return null;

        var fitted = new PresenceCalibration(fields.Number("intercept"), fields.Number("absent_below"), fields.Number("present_above"))
        {
            Cosine = fields.Number("cosine", 0),
            Peak = fields.Number("peak", 0),
            Spread = fields.Number("spread", 0),
        };
        return fitted.AbsentBelow >= 0 && fitted.AbsentBelow <= fitted.PresentAbove && fitted.PresentAbove <= 1
            ? fitted
            : throw fields.Malformed(
                "contradicts itself", "0 ≤ absent_below ≤ present_above ≤ 1", $"{fitted.AbsentBelow} and {fitted.PresentAbove}");
    }
}
