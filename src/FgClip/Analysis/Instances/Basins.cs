namespace FgClip.Analysis.Instances;

/// <summary>Shares the cells of a map among its peaks: each cell goes where the way up from it leads.</summary>
internal static class Basins
{
    /// <summary>The place in the list of peaks that each cell belongs to; −1 for cells below the floor or out of reach.</summary>
    /// <param name="map">The map.</param>
    /// <param name="peaks">Its peaks.</param>
    /// <param name="floor">Cells below this level are no part of anything.</param>
    /// <returns>[h·r,w·r].</returns>
    public static int[] Of(LevelMap map, IReadOnlyList<MapPeak> peaks, float floor)
    {
        var owners = new int[map.Levels.Length];
        Array.Fill(owners, -1);
        // The highest cell first; of equal ones the one that was reached first, so that the result is always the same.
        var open = new PriorityQueue<int, (float Depth, long Turn)>();
        long turn = 0;
        Span<int> neighbours = stackalloc int[LevelMap.MostNeighbours];
        for (var index = 0; index < peaks.Count; index++) Reach(peaks[index].Cell, index);
        while (open.TryDequeue(out var cell, out _))
        {
            foreach (var neighbour in neighbours[..map.Neighbours(cell, neighbours)])
            {
                if (owners[neighbour] < 0 && map.Levels[neighbour] >= floor) Reach(neighbour, owners[cell]);
            }
        }

        return owners;

        void Reach(int cell, int owner)
        {
            owners[cell] = owner;
            open.Enqueue(cell, (-map.Levels[cell], turn++));
        }
    }
}
