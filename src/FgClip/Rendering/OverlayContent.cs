using FgClip.Analysis;
using FgClip.Imaging;

namespace FgClip.Rendering;

/// <summary>What <see cref="HeatMapOverlay"/> draws over a picture: one phrase's answer.</summary>
/// <param name="HeatMap">The cosine of every patch; its grid covers the whole picture.</param>
/// <param name="Label">The phrase, in any language and length; wrapped to three lines, the rest is an ellipsis.</param>
public sealed record OverlayContent(HeatMap HeatMap, string Label)
{
    /// <summary>A second, quieter line below the phrase, such as "present · score 0.93"; none where null.</summary>
    public string? Verdict { get; init; }

    /// <summary>
    /// Boxes in pixels of the original picture, the most important first, each with a short tag (rank or score) or
    /// null. Parts outside the picture are cut off, and a box that lies outside altogether is not drawn.
    /// </summary>
    public IReadOnlyList<(BoxPixels Box, string? Tag)> Boxes { get; init; } = [];

    /// <summary>
    /// Whether the boxes are no more than the best places for a phrase that may not be there: they are drawn as broken
    /// lines.
    /// </summary>
    public bool IsDoubtful { get; init; }

    /// <summary>The place of the largest cosine in pixels of the original picture, marked by a cross; none where null.</summary>
    public (double X, double Y)? Peak { get; init; }

    /// <exception cref="FgClipException">A coordinate is not finite, or a box has its corners the wrong way round.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(HeatMap);
        ArgumentNullException.ThrowIfNull(Label);
        ArgumentNullException.ThrowIfNull(Boxes);
        for (var i = 0; i < Boxes.Count; i++)
        {
            var box = Boxes[i].Box;
            // An infinite corner makes a side infinite or NaN, so that two tests cover all four numbers.
            if (!(double.IsFinite(box.Width) && double.IsFinite(box.Height) && box.Width >= 0 && box.Height >= 0))
            {
                throw new FgClipException(
                    FgClipErrorKind.Argument,
                    "box has no extent",
                    $"boxes[{i}]",
                    "finite numbers with x1 ≤ x2 and y1 ≤ y2",
                    FormattableString.Invariant($"({box.X1}, {box.Y1}, {box.X2}, {box.Y2})"));
            }
        }

        if (Peak is { } peak && !(double.IsFinite(peak.X) && double.IsFinite(peak.Y)))
        {
            throw new FgClipException(FgClipErrorKind.Argument, "coordinates are not finite numbers", "peak");
        }
    }
}
