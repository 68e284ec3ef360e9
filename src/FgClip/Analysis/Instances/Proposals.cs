using FgClip.Imaging;

namespace FgClip.Analysis.Instances;

/// <summary>
/// Boxes that may hold one thing each, whichever: the areas of the picture's foreground at several levels, its peaks, and what
/// the maps of the things that these look like make of the picture, which tell things apart that touch.
/// </summary>
internal static class Proposals
{
    // Between the foreground's median (0) and maximum (1).
    private static readonly float[] Levels = [0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f];

    /// <summary>An area of one thing's own map.</summary>
    private const float ThingLevel = 0.4f;

    /// <summary>A peak of one thing's own map.</summary>
    private const float ThingPeak = 0.5f;

    /// <summary>Sides below this share of a patch are accidents.</summary>
    private const double LeastSide = 0.8;

    /// <summary>The boxes, each once; none for a picture without foreground.</summary>
    public static IReadOnlyList<BoxPixels> Of(ThingMaps maps, int pictureWidth, int pictureHeight)
    {
        var foreground = maps.Foreground;
        if (LevelMap.Of(foreground) is not { } levels) return [];

        var boxes = new HashSet<BoxPixels>();
        foreach (var level in Levels) Add(InstanceExtents.Areas(levels, level, pictureWidth, pictureHeight));
        Add(InstanceFinder.Find(foreground, pictureWidth, pictureHeight).Select(found => found.Box));
        Add(InstanceFinder.Find(SmoothedMap.Of(foreground), pictureWidth, pictureHeight).Select(found => found.Box));
        foreach (var thing in boxes.Select(box => Best(maps.Cosines(box))).ToHashSet())
        {
            var map = maps[thing];
            Add(InstanceFinder.Find(SmoothedMap.Of(map), pictureWidth, pictureHeight).Where(found => found.Level > ThingPeak).Select(found => found.Box));
            if (LevelMap.Of(map) is { } own) Add(InstanceExtents.Areas(own, ThingLevel, pictureWidth, pictureHeight));
        }

        return [.. boxes];

        void Add(IEnumerable<BoxPixels> found) => boxes.UnionWith(found.Where(box =>
            box.Width >= LeastSide * pictureWidth / foreground.Grid.Columns && box.Height >= LeastSide * pictureHeight / foreground.Grid.Rows));
    }

    private static int Best(float[] cosines) => Array.IndexOf(cosines, cosines.Max());
}
