using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>One place where a thing may be.</summary>
/// <param name="Box">In pixels of the picture.</param>
/// <param name="Feature">The region's feature [D].</param>
/// <param name="Peak">The highest value of the phrase's smoothed map there, a cosine.</param>
internal sealed record Instance(BoxPixels Box, float[] Feature, float Peak)
{
    /// <summary>Cosine with a phrase.</summary>
    public float CosineWith(EncodedText text) => Cosine.Of(Feature, text.Feature.Span);
}
