using FgClip.Analysis.Mismatch.Claims;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// Asks the whole caption about claims that a region was read for: does the picture score higher with another value in
/// the slot? Region and caption err on different pictures.
/// </summary>
internal static class SecondOpinion
{
    /// <summary>Other values that are asked about; more cost time and add nothing on drawn scenes.</summary>
    public const int Values = 4;

    /// <summary>The captions whose features <see cref="Complete"/> needs.</summary>
    public static IReadOnlyList<string> Captions(ParsedCaption caption, CaptionClaim claim, Reading reading) => reading.Shortlist.Count == 0
        ? []
        : EvidenceTexts.Variants(caption, claim, reading.Shortlist.Select(other => other.Value));

    /// <summary>The reading with the caption's margin, and with the value that region and caption together prefer.</summary>
    public static Reading Complete(
        ParsedCaption caption, CaptionClaim claim, Reading reading, EncodedImage image, CaptionFeatures captions)
    {
        if (reading.Shortlist.Count == 0) return reading;

        var cosines = captions.Cosines(image, Captions(caption, claim, reading));
        var best = reading.Shortlist.Zip(cosines.Skip(1)).MaxBy(pair => pair.First.Score + pair.Second).First;
        return reading with
        {
            Best = best.Value,
            Caption = cosines[0] - cosines.Skip(1).Max(),
            Source = reading.Source + "; and the whole caption",
        };
    }
}
