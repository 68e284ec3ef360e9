using FgClip.Imaging;

namespace FgClip.Analysis;

/// <summary>
/// Cuts a heat map into areas: values above a threshold between the map's median and its maximum, on a map refined by
/// bilinear interpolation so that boxes are not bound to whole patches, connected through edges and corners.
/// </summary>
internal static class HotAreaFinder
{
    /// <summary>Where between median (0) and maximum (1) the threshold lies. Fitted on drawn scenes set aside for tuning.</summary>
    public const float DefaultLevel = 0.35f;

    /// <summary>An area counts as a further place of the phrase only if its peak reaches this level.</summary>
    public const float DefaultSecondaryLevel = 0.7f;

    /// <summary>The areas, highest peak first; at least one unless the map is flat.</summary>
    public static IReadOnlyList<HotArea> Find(
        HeatMap map, int pictureWidth, int pictureHeight, float level = DefaultLevel, float secondaryLevel = DefaultSecondaryLevel)
    {
        var median = RefinedMap.Median(map.Values);
        var spread = map.Maximum - median;
        if (spread <= 0) return [];

        var threshold = median + level * spread;
        var (values, rows, columns) = RefinedMap.Of(map);
        var areas = new List<HotArea>();
        var seen = new bool[values.Length];
        var open = new Stack<int>();
        for (var start = 0; start < values.Length; start++)
        {
            if (seen[start] || values[start] < threshold) continue;

            int left = columns, right = -1, top = rows, bottom = -1;
            var peak = float.NegativeInfinity;
            seen[start] = true;
            open.Push(start);
            while (open.TryPop(out var cell))
            {
                int row = cell / columns, column = cell % columns;
                (left, right) = (Math.Min(left, column), Math.Max(right, column));
                (top, bottom) = (Math.Min(top, row), Math.Max(bottom, row));
                peak = Math.Max(peak, values[cell]);
                PushNeighbours(row, column);
            }

            if (peak >= median + secondaryLevel * spread)
            {
                areas.Add(new HotArea(ToPixels(left, top, right + 1, bottom + 1), peak));
            }
        }

        return [.. areas.OrderByDescending(area => area.Peak)];

        void PushNeighbours(int row, int column)
        {
            for (var y = Math.Max(0, row - 1); y <= Math.Min(rows - 1, row + 1); y++)
            {
                for (var x = Math.Max(0, column - 1); x <= Math.Min(columns - 1, column + 1); x++)
                {
                    var cell = y * columns + x;
                    if (seen[cell] || values[cell] < threshold) continue;

                    seen[cell] = true;
                    open.Push(cell);
                }
            }
        }

        BoxPixels ToPixels(int x1, int y1, int x2, int y2) => new(
            (double)x1 / columns * pictureWidth,
            (double)y1 / rows * pictureHeight,
            (double)x2 / columns * pictureWidth,
            (double)y2 / rows * pictureHeight);
    }
}
