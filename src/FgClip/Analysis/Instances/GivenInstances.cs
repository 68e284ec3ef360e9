using FgClip.Imaging;

namespace FgClip.Analysis.Instances;

/// <summary>
/// Makes instances of boxes that are known before the phrase is. Each has the highest value of the phrase's map within it, and stands out by as much.
/// </summary>
internal static class GivenInstances
{
    /// <summary>One instance a box, in their order; at level 0 where the map is flat.</summary>
    /// <param name="map">A phrase's map.</param>
    /// <param name="boxes">In pixels of the picture; each inside it and with an area.</param>
    /// <param name="pictureWidth">Pixels.</param>
    /// <param name="pictureHeight">Pixels.</param>
    public static IReadOnlyList<FoundInstance> Of(HeatMap map, IReadOnlyList<BoxPixels> boxes, int pictureWidth, int pictureHeight)
    {
        var levels = LevelMap.Of(map);
        return [.. boxes.Select(box =>
        {
            var level = levels is null ? 0 : Math.Max(0, Highest(levels, box));
            return new FoundInstance(box, level, level, levels?.Cosine(level) ?? map.Maximum);
        })];

        // Of the cells whose centres lie in the box; of the one that its centre lies in, where it is smaller than a cell.
        float Highest(LevelMap map, BoxPixels box)
        {
            double cellWidth = (double)pictureWidth / map.Columns, cellHeight = (double)pictureHeight / map.Rows;
            var (left, right) = Cells(box.X1, box.X2, cellWidth, map.Columns);
            var (top, bottom) = Cells(box.Y1, box.Y2, cellHeight, map.Rows);
            var highest = float.NegativeInfinity;
            for (var row = top; row < bottom; row++)
            {
                for (var column = left; column < right; column++) highest = Math.Max(highest, map.Levels[(row * map.Columns) + column]);
            }

            return highest;
        }

        static (int First, int End) Cells(double from, double to, double size, int count)
        {
            int first = Math.Max(0, (int)Math.Ceiling(from / size - 0.5)), end = Math.Min(count, (int)Math.Ceiling(to / size - 0.5));
            if (first < end) return (first, end);
            var middle = Math.Clamp((int)((from + to) / 2 / size), 0, count - 1);
            return (middle, middle + 1);
        }
    }
}
