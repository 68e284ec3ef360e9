using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// Proposes places of a phrase: areas of its map cut at several levels, with and without the colour that a caption
/// states. The phrase with its colour finds the right one of several things and its whole extent; without it a thing
/// is found whose colour is stated wrongly.
/// </summary>
internal static class PlaceFinder
{
    // Between the map's median (0) and its maximum (1); fitted on drawn scenes.
    private const float Level = 0.40f;
    private const float HigherLevel = 0.50f;

    /// <summary>An area whose peak stays below this level is no place of the phrase.</summary>
    private const float WeakestPeak = 0.60f;

    /// <summary>The places, those of the whole phrase first; none where its map is flat. They may overlap.</summary>
    /// <param name="dense">The picture.</param>
    /// <param name="phrase">The thing with its colour.</param>
    /// <param name="plain">The thing alone; may be the same.</param>
    public static IReadOnlyList<Instance> Find(DenseFeatures dense, EncodedText phrase, EncodedText plain)
    {
        var map = SmoothedMap.Of(dense, phrase);
        List<Instance> places = [.. Areas(dense, map, Level), .. Areas(dense, map, HigherLevel)];
        if (!ReferenceEquals(phrase, plain)) places.AddRange(Areas(dense, SmoothedMap.Of(dense, plain), Level));
        return places;
    }

    private static IEnumerable<Instance> Areas(DenseFeatures dense, HeatMap map, float level) =>
        HotAreaFinder.Find(map, dense.PictureWidth, dense.PictureHeight, level, WeakestPeak)
            .Select(area => new Instance(area.Box, dense.Region(area.Box), area.Peak));
}
