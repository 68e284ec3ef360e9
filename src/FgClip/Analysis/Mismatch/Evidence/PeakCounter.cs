namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// Counts the peaks of a map that stand out: the level sinks from the highest cell, and where two peaks meet, the lower
/// one has stood out by its height above that saddle. Instances that touch are apart by a saddle, while the bumps within
/// one thing hardly are.
/// </summary>
internal static class PeakCounter
{
    /// <summary>The number of peaks.</summary>
    /// <param name="values">Cells, row-major: [rows,columns].</param>
    /// <param name="columns">Cells a row.</param>
    /// <param name="floor">Cells below it are no part of anything.</param>
    /// <param name="peak">What a peak must reach.</param>
    /// <param name="prominence">What it must stand out by above its saddle to a higher one.</param>
    public static int Count(ReadOnlySpan<float> values, int columns, float floor, float peak, float prominence)
    {
        var order = new List<int>();
        for (var cell = 0; cell < values.Length; cell++)
        {
            if (values[cell] >= floor) order.Add(cell);
        }

        var heights = values.ToArray();
        order.Sort((one, other) => heights[one] != heights[other] ? heights[other].CompareTo(heights[one]) : one.CompareTo(other));

        // Each cell points towards the highest cell that it hangs together with; −1: not yet reached.
        var parents = new int[values.Length];
        Array.Fill(parents, -1);
        int rows = values.Length / columns, count = 0;
        foreach (var cell in order)
        {
            parents[cell] = cell;
            int row = cell / columns, column = cell % columns;
            for (var y = Math.Max(0, row - 1); y <= Math.Min(rows - 1, row + 1); y++)
            {
                for (var x = Math.Max(0, column - 1); x <= Math.Min(columns - 1, column + 1); x++)
                {
                    var neighbour = y * columns + x;
                    if (neighbour != cell && parents[neighbour] >= 0) Join(Root(neighbour), Root(cell), heights[cell]);
                }
            }
        }

        // What never met anything higher stands out from the floor.
        foreach (var cell in order)
        {
            if (parents[cell] == cell && heights[cell] >= peak) count++;
        }

        return count;

        void Join(int one, int other, float saddle)
        {
            if (one == other) return;

            var (higher, lower) = heights[one] >= heights[other] ? (one, other) : (other, one);
            if (heights[lower] >= peak && heights[lower] - saddle >= prominence) count++;
            parents[lower] = higher;
        }

        int Root(int cell)
        {
            while (parents[cell] != cell) cell = parents[cell] = parents[parents[cell]];
            return cell;
        }
    }
}
