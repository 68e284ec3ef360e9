using FgClip.Analysis.Instances;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>One place where a thing may be.</summary>
/// <param name="Found">Its place in the phrase's map.</param>
/// <param name="Feature">The region's feature [D].</param>
internal sealed record Instance(FoundInstance Found, float[] Feature)
{
    /// <summary>In pixels of the picture.</summary>
    public BoxPixels Box => Found.Box;

    /// <summary>The highest value of the phrase's smoothed map there, a cosine.</summary>
    public float Peak => Found.Peak;

    /// <summary>Cosine with a phrase.</summary>
    public float CosineWith(EncodedText text) => Cosine.Of(Feature, text.Feature.Span);
}
