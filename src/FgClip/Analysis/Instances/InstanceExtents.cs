using FgClip.Imaging;

namespace FgClip.Analysis.Instances;

/// <summary>
/// How far things reach. Peaks tell things apart that touch, but also the parts of one large thing; so a thing that is alone
/// in its connected area of the map has all of the area, and only things that share one keep the part around their peak.
/// </summary>
internal static class InstanceExtents
{
    /// <summary>An area is what lies above this level between the map's median (0) and maximum (1), and is connected.</summary>
    private const float Level = 0.40f;

    /// <summary>The places with their boxes widened.</summary>
    /// <param name="map">The phrase's map, smoothed once: more would widen small things.</param>
    /// <param name="places">The places found on it.</param>
    /// <param name="isThing">Which of them, by their place in the list, are likely things and not parts of one.</param>
    /// <param name="pictureWidth">Pixels.</param>
    /// <param name="pictureHeight">Pixels.</param>
    public static IReadOnlyList<BoxPixels> Of(
        HeatMap map, IReadOnlyList<FoundInstance> places, Func<int, bool> isThing, int pictureWidth, int pictureHeight)
    {
        if (LevelMap.Of(map) is not { } levels) return [.. places.Select(place => place.Box)];

        var (owners, boxes) = OwnersAndAreas(levels, Level, pictureWidth, pictureHeight);
        int[] areas = [.. places.Select(place => owners[CellOf(place.Box)])];
        var things = new int[boxes.Count];
        for (var index = 0; index < areas.Length; index++)
        {
            if (areas[index] >= 0 && isThing(index)) things[areas[index]]++;
        }

        return [.. places.Zip(areas, (place, area) => area >= 0 && things[area] <= 1 ? boxes[area] : place.Box)];

        int CellOf(BoxPixels box)
        {
            var row = Math.Clamp((int)((box.Y1 + box.Y2) / 2 / pictureHeight * levels.Rows), 0, levels.Rows - 1);
            var column = Math.Clamp((int)((box.X1 + box.X2) / 2 / pictureWidth * levels.Columns), 0, levels.Columns - 1);
            return (row * levels.Columns) + column;
        }
    }

    /// <summary>The bounds of the connected areas above a level.</summary>
    public static IReadOnlyList<BoxPixels> Areas(LevelMap map, float level, int pictureWidth, int pictureHeight) =>
        OwnersAndAreas(map, level, pictureWidth, pictureHeight).Boxes;

    // The area of each cell, −1 for none, and the areas' bounds.
    private static (int[] Owners, IReadOnlyList<BoxPixels> Boxes) OwnersAndAreas(LevelMap map, float level, int pictureWidth, int pictureHeight)
    {
        var owners = new int[map.Levels.Length];
        Array.Fill(owners, -1);
        var boxes = new List<BoxPixels>();
        var open = new Stack<int>();
        Span<int> neighbours = stackalloc int[LevelMap.MostNeighbours];
        for (var start = 0; start < owners.Length; start++)
        {
            if (owners[start] >= 0 || map.Levels[start] < level) continue;

            int left = map.Columns, right = -1, top = map.Rows, bottom = -1;
            owners[start] = boxes.Count;
            open.Push(start);
            while (open.TryPop(out var cell))
            {
                int row = cell / map.Columns, column = cell % map.Columns;
                (left, right) = (Math.Min(left, column), Math.Max(right, column));
                (top, bottom) = (Math.Min(top, row), Math.Max(bottom, row));
                foreach (var neighbour in neighbours[..map.Neighbours(cell, neighbours)])
                {
                    if (owners[neighbour] >= 0 || map.Levels[neighbour] < level) continue;

                    owners[neighbour] = boxes.Count;
                    open.Push(neighbour);
                }
            }

            boxes.Add(map.ToPixels(left, top, right + 1, bottom + 1, pictureWidth, pictureHeight));
        }

        return (owners, boxes);
    }
}
