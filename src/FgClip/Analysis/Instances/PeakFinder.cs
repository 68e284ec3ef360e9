namespace FgClip.Analysis.Instances;

/// <summary>
/// Finds the peaks of a map that stand out: the level sinks from the highest cell, and where two peaks meet, the lower
/// one has stood out by its height above that saddle. Things that touch are apart by a saddle, while the bumps within
/// one thing hardly are.
/// </summary>
internal static class PeakFinder
{
    /// <summary>The peaks, highest first.</summary>
    /// <param name="map">The map.</param>
    /// <param name="floor">Cells below this level are no part of anything.</param>
    /// <param name="peak">The level that a peak must reach.</param>
    /// <param name="prominence">What it must stand out by.</param>
    public static IReadOnlyList<MapPeak> Find(LevelMap map, float floor, float peak, float prominence)
    {
        var levels = map.Levels;
        int[] order = [.. Enumerable.Range(0, levels.Length).Where(cell => levels[cell] >= floor).OrderByDescending(cell => levels[cell])];

        // Each cell points towards the highest cell that it hangs together with; −1: not yet reached.
        var parents = new int[levels.Length];
        Array.Fill(parents, -1);
        var peaks = new List<MapPeak>();
        Span<int> neighbours = stackalloc int[LevelMap.MostNeighbours];
        foreach (var cell in order)
        {
            parents[cell] = cell;
            foreach (var neighbour in neighbours[..map.Neighbours(cell, neighbours)])
            {
                if (parents[neighbour] >= 0) Join(Root(neighbour), Root(cell), levels[cell]);
            }
        }

        // What never met anything higher stands out from the floor.
        foreach (var cell in order)
        {
            if (parents[cell] == cell) Keep(cell, levels[cell] - floor);
        }

        return [.. peaks.OrderByDescending(found => found.Level).ThenBy(found => found.Cell)];

        void Join(int one, int other, float saddle)
        {
            if (one == other) return;

            var (higher, lower) = levels[one] >= levels[other] ? (one, other) : (other, one);
            Keep(lower, levels[lower] - saddle);
            parents[lower] = higher;
        }

        void Keep(int cell, float standsOut)
        {
            if (levels[cell] >= peak && standsOut >= prominence) peaks.Add(new MapPeak(cell, levels[cell], standsOut));
        }

        int Root(int cell)
        {
            while (parents[cell] != cell) cell = parents[cell] = parents[parents[cell]];
            return cell;
        }
    }
}
