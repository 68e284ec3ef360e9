using FgClip.Imaging;

namespace FgClip.Analysis.Instances;

/// <summary>
/// A phrase's heat map in which every patch takes on a share of its neighbours': single patches within a large thing fit
/// its phrase badly, and without smoothing the thing falls apart into several areas.
/// </summary>
internal static class SmoothedMap
{
    /// <summary>The weight of a neighbour along one axis, against 1 for the patch itself; fitted on drawn scenes.</summary>
    private const float Neighbour = 0.5f;

    /// <summary>A map smoothed.</summary>
    public static HeatMap Of(HeatMap map) => new(map.Grid, Smooth(map.Values, map.Grid));

    /// <summary>The weighted mean of every patch and its up to eight neighbours.</summary>
    /// <param name="values">One value a patch, row-major: [h,w].</param>
    /// <param name="grid">The patches.</param>
    /// <returns>[h,w].</returns>
    public static float[] Smooth(ReadOnlySpan<float> values, PatchGrid grid)
    {
        var smooth = new float[values.Length];
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                float sum = 0, weights = 0;
                for (var y = Math.Max(0, row - 1); y <= Math.Min(grid.Rows - 1, row + 1); y++)
                {
                    for (var x = Math.Max(0, column - 1); x <= Math.Min(grid.Columns - 1, column + 1); x++)
                    {
                        var weight = (y == row ? 1 : Neighbour) * (x == column ? 1 : Neighbour);
                        sum += weight * values[y * grid.Columns + x];
                        weights += weight;
                    }
                }

                smooth[row * grid.Columns + column] = sum / weights;
            }
        }

        return smooth;
    }
}
