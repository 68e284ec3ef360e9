namespace FgClip.Analysis.Instances;

/// <summary>
/// Cuts a phrase's map into the places where it may be, one a peak that stands out; each reaches down to a share of its
/// own peak's height, so that a faint thing beside a bright one keeps its size and things that touch stay apart.
/// </summary>
internal static class InstanceFinder
{
    // In levels between the map's median (0) and its maximum (1); fitted on drawn scenes together.
    private const float Floor = 0.20f;
    private const float LowestPeak = 0.35f;
    private const float Prominence = 0.06f;

    /// <summary>A place is what lies above this share of its peak's level.</summary>
    private const float Cut = 0.45f;

    /// <summary>The places, highest peak first; none where the map is flat.</summary>
    /// <param name="map">A phrase's map, smoothed twice.</param>
    /// <param name="pictureWidth">Pixels.</param>
    /// <param name="pictureHeight">Pixels.</param>
    public static IReadOnlyList<FoundInstance> Find(HeatMap map, int pictureWidth, int pictureHeight)
    {
        if (LevelMap.Of(map) is not { } levels) return [];

        var peaks = PeakFinder.Find(levels, Floor, LowestPeak, Prominence);
        var owners = Basins.Of(levels, peaks, Floor);
        var extents = new Extent[peaks.Count];
        Array.Fill(extents, Extent.None);
        for (var cell = 0; cell < owners.Length; cell++)
        {
            if (owners[cell] is >= 0 and var owner && levels.Levels[cell] >= Cut * peaks[owner].Level)
            {
                extents[owner] = extents[owner].With(cell / levels.Columns, cell % levels.Columns);
            }
        }

        return [.. peaks.Zip(extents, (peak, extent) => new FoundInstance(
            levels.ToPixels(extent.Left, extent.Top, extent.Right + 1, extent.Bottom + 1, pictureWidth, pictureHeight),
            peak.Level, peak.Prominence, levels.Cosine(peak.Level)))];
    }

    private readonly record struct Extent(int Left, int Top, int Right, int Bottom)
    {
        public static Extent None { get; } = new(int.MaxValue, int.MaxValue, -1, -1);

        public Extent With(int row, int column) => new(
            Math.Min(Left, column), Math.Min(Top, row), Math.Max(Right, column), Math.Max(Bottom, row));
    }
}
