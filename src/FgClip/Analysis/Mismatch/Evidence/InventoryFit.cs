namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>How surely a box holds one whole thing: the sigmoid of a weighted sum of what was measured of it.</summary>
/// <param name="Intercept">Summand.</param>
/// <param name="Weights">One a feature, in the order of <see cref="Names"/>.</param>
internal sealed record InventoryFit(double Intercept, IReadOnlyList<double> Weights)
{
    /// <summary>
    /// What is measured of a box: its cosine with the thing that it looks like most; the square root of how far that is ahead of
    /// the next thing; the foreground within it and around it; the logarithm of its share of the picture, and that squared; and
    /// the squared logarithm of its sides' ratio.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = ["cosine", "margin", "inside", "around", "area", "area_squared", "shape"];

    /// <summary>Reads a calibration's part; null for null: without one there is no inventory.</summary>
    /// <exception cref="FgClipException">A member is missing or no number.</exception>
    public static InventoryFit? Of(CalibrationFields? fields) =>
        fields is null ? null : new InventoryFit(fields.Number("intercept"), [.. Names.Select(name => fields.Number(name, 0))]);

    /// <summary>The probability, 0 to 1.</summary>
    public double Probability(IReadOnlyList<double> features) =>
        ClaimFit.Sigmoid(Intercept + Weights.Zip(features, (weight, value) => weight * value).Sum());
}
