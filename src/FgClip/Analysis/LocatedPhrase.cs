namespace FgClip.Analysis;

/// <summary>Where a phrase is in a picture, if it is there.</summary>
/// <param name="Phrase">The phrase as given.</param>
/// <param name="Present">Whether the picture shows it; null where the model cannot tell.</param>
/// <param name="Score">
/// 0 to 1, the higher the surer that it is there. With a calibrated checkpoint a probability, otherwise the phrase's
/// softmax share among reference phrases at its own place.
/// </param>
/// <param name="Peak">Centre, in pixels, of the patch that fits best.</param>
/// <param name="Boxes">Connected areas of high cosine, best first; also where the phrase is not present.</param>
/// <param name="HeatMap">The cosine of every patch with the phrase.</param>
/// <param name="Truncated">The phrase was longer than a box text may be; its end did not count.</param>
public sealed record LocatedPhrase(
    string Phrase,
    bool? Present,
    double Score,
    (double X, double Y) Peak,
    IReadOnlyList<LocatedBox> Boxes,
    HeatMap HeatMap,
    bool Truncated);
