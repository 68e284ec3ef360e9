using FgClip.Imaging;

namespace FgClip.Analysis.Instances;

/// <summary>A heat map on a finer grid, bilinear between patch centres and flat beyond the outermost ones.</summary>
/// <param name="Values">Row-major: [h·r,w·r], r = <see cref="Refinement"/> of the grid.</param>
/// <param name="Rows">h·r.</param>
/// <param name="Columns">w·r.</param>
internal sealed record RefinedMap(float[] Values, int Rows, int Columns)
{
    // Above so many patches a cell of a finer grid is smaller than anybody needs, and the time grows with the cells.
    private const int ManyPatches = 1024;
    private const int VeryManyPatches = 4096;

    /// <summary>r: each patch becomes so many cells a side; odd, so that patch centres keep their values.</summary>
    public static int Refinement(PatchGrid grid) => grid.Count <= ManyPatches ? 5 : grid.Count <= VeryManyPatches ? 3 : 1;

    /// <summary>Refines a map.</summary>
    public static RefinedMap Of(HeatMap map)
    {
        // [h,w] → [h·r,w·r]
        var refinement = Refinement(map.Grid);
        int rows = map.Grid.Rows * refinement, columns = map.Grid.Columns * refinement;
        var refined = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var (top, bottom, down) = Between(row, map.Grid.Rows, refinement);
            for (var column = 0; column < columns; column++)
            {
                var (left, right, across) = Between(column, map.Grid.Columns, refinement);
                var upper = float.Lerp(map.At(top, left), map.At(top, right), across);
                var lower = float.Lerp(map.At(bottom, left), map.At(bottom, right), across);
                refined[row * columns + column] = float.Lerp(upper, lower, down);
            }
        }

        return new RefinedMap(refined, rows, columns);
    }

    /// <summary>The median; of an even number of values the mean of the middle two.</summary>
    public static float Median(ReadOnlySpan<float> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static (int Low, int High, float Fraction) Between(int cell, int patches, int refinement)
    {
        var at = Math.Clamp((cell + 0.5f) / refinement - 0.5f, 0, patches - 1);
        var low = Math.Min((int)at, patches - 1);
        return (low, Math.Min(low + 1, patches - 1), at - low);
    }
}
