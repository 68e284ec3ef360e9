namespace FgClip.Analysis;

/// <summary>A heat map on a finer grid, bilinear between patch centres and flat beyond the outermost ones.</summary>
/// <param name="Values">Row-major: [h·r,w·r], r = <see cref="Refinement"/>.</param>
/// <param name="Rows">h·r.</param>
/// <param name="Columns">w·r.</param>
internal sealed record RefinedMap(float[] Values, int Rows, int Columns)
{
    /// <summary>Each patch becomes this many cells a side; odd, so that patch centres keep their values.</summary>
    public const int Refinement = 5;

    /// <summary>Refines a map.</summary>
    public static RefinedMap Of(HeatMap map)
    {
        // [h,w] → [h·r,w·r]
        int rows = map.Grid.Rows * Refinement, columns = map.Grid.Columns * Refinement;
        var refined = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var (top, bottom, down) = Between(row, map.Grid.Rows);
            for (var column = 0; column < columns; column++)
            {
                var (left, right, across) = Between(column, map.Grid.Columns);
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

    private static (int Low, int High, float Fraction) Between(int cell, int patches)
    {
        var at = Math.Clamp((cell + 0.5f) / Refinement - 0.5f, 0, patches - 1);
        var low = Math.Min((int)at, patches - 1);
        return (low, Math.Min(low + 1, patches - 1), at - low);
    }
}
