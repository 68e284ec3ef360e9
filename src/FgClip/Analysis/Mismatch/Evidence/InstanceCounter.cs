using System.Globalization;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>Counts the instances of a thing.</summary>
internal static class InstanceCounter
{
    // Levels between the map's median (0) and its maximum (1), fitted on drawn scenes together.
    private const float Floor = 0.30f;
    private const float Peak = 0.55f;
    private const float Prominence = 0.08f;

    /// <summary>Once leaves bumps within large things.</summary>
    private const int Smoothing = 2;

    // The lexicon has no words beyond it.
    private const int Most = 10;

    /// <summary>The number of instances against the claimed one.</summary>
    public static Reading Count(DenseFeatures dense, EncodedText phrase, string claimed)
    {
        var map = SmoothedMap.Of(dense, phrase, Smoothing);
        var median = RefinedMap.Median(map.Values);
        var spread = map.Maximum - median;
        if (spread <= 0) return Reading.None("nothing located");

        var refined = RefinedMap.Of(map);
        var levels = Array.ConvertAll(refined.Values, value => (value - median) / spread);
        var found = Math.Clamp(PeakCounter.Count(levels, refined.Columns, Floor, Peak, Prominence), 1, Most);
        var wanted = int.Parse(claimed, CultureInfo.InvariantCulture);
        var margin = found == wanted ? 1.0 : -Math.Abs(found - wanted);
        return new Reading(margin, "located instances, difference", found.ToString(CultureInfo.InvariantCulture), Around(dense, map));
    }

    // All instances together: a count is about every one of them.
    private static BoxPixels Around(DenseFeatures dense, HeatMap map)
    {
        var boxes = HotAreaFinder.Find(map, dense.PictureWidth, dense.PictureHeight, Peak, Peak);
        return new BoxPixels(
            boxes.Min(area => area.Box.X1), boxes.Min(area => area.Box.Y1), boxes.Max(area => area.Box.X2), boxes.Max(area => area.Box.Y2));
    }
}
