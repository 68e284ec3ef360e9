using FgClip.Encoding;

namespace FgClip.Analysis.Instances;

/// <summary>A phrase's map of cosines, as it is and smoothed; all from one comparison with the picture's patches.</summary>
/// <param name="Plain">Patch by patch.</param>
/// <param name="Once">Smoothed once: how far things reach; more would widen small ones.</param>
/// <param name="Twice">Smoothed twice: where things are; less leaves bumps within large ones.</param>
internal sealed record PhraseMaps(HeatMap Plain, HeatMap Once, HeatMap Twice)
{
    /// <summary>The maps of a phrase.</summary>
    public static PhraseMaps Of(DenseFeatures dense, EncodedText phrase)
    {
        var plain = new HeatMap(dense.Grid, dense.CosinesWith(phrase.Feature.Span));
        var once = SmoothedMap.Of(plain);
        return new PhraseMaps(plain, once, SmoothedMap.Of(once));
    }
}
