using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>A place judged for one thing of a caption.</summary>
/// <param name="Instance">Where it was found.</param>
/// <param name="Box">How far the thing reaches, in pixels of the picture.</param>
/// <param name="Thing">The thing against other things.</param>
/// <param name="Color">Its colour against other colours; null where the caption states none.</param>
/// <param name="Cosine">Of its region with the whole phrase.</param>
/// <param name="Probability">How surely the place shows what the caption says, thing and colour, 0 to 1.</param>
/// <param name="ThingProbability">How surely it shows the thing, of whatever colour, 0 to 1.</param>
internal sealed record Place(Instance Instance, BoxPixels Box, Comparison Thing, Comparison? Color, double Cosine, double Probability, double ThingProbability)
{
    // What a margin is worth, roughly its spread among right places, so that things and colours can be weighed against each other.
    private const double ThingScale = 0.06;
    private const double ColorScale = 0.08;

    // A caption that is wrong about one of the two is rather wrong about the colour.
    private const double ThingFirst = 0.5;
    private const double OtherWeight = 0.25;

    /// <summary>How sure it is that the place holds one whole thing at all, 0 to 1.</summary>
    public double Sure { get; init; } = 1;

    /// <summary>
    /// How well the place fits one half of what the caption says: where no place fits both, the mistake is the other half
    /// at the place that this is highest for.
    /// </summary>
    public double HalfFit => Color is null
        ? ThingFit
        : Math.Max(ThingFit + ThingFirst, ColorFit) + OtherWeight * Math.Min(ThingFit, ColorFit);

    private double ThingFit => Thing.Margin / ThingScale;

    private double ColorFit => Color is null ? 0 : Color.Margin / ColorScale;
}
