using System.Numerics.Tensors;
using FgClip.Imaging;

namespace FgClip.Model;

/// <summary>
/// torchvision's <c>roi_align</c> to 1×1 with <c>aligned=True</c> and an adaptive sampling ratio, in float32 as there,
/// so that the number of samples is rounded the same way.
/// </summary>
internal static class RoiAlign
{
    /// <summary>Mean of bilinear samples of the dense map inside one box; zeros for a box without area.</summary>
    /// <param name="dense">[h·w,D].</param>
    /// <param name="grid">h and w.</param>
    /// <param name="box">In cells of the map: x 0..w, y 0..h.</param>
    /// <param name="feature">[D], overwritten.</param>
    public static void Pool(
        ReadOnlySpan<float> dense, PatchGrid grid, (float X1, float Y1, float X2, float Y2) box, Span<float> feature)
    {
        feature.Clear();
        float left = box.X1 - 0.5f, top = box.Y1 - 0.5f;
        float width = box.X2 - 0.5f - left, height = box.Y2 - 0.5f - top;
        int columns = (int)MathF.Ceiling(width), rows = (int)MathF.Ceiling(height);
        if (columns <= 0 || rows <= 0) return;

        for (var row = 0; row < rows; row++)
        {
            var y = top + (row + 0.5f) * height / rows;
            for (var column = 0; column < columns; column++)
            {
                AddSample(dense, grid, left + (column + 0.5f) * width / columns, y, feature);
            }
        }

        TensorPrimitives.Divide(feature, (float)rows * columns, feature);
    }

    private static void AddSample(ReadOnlySpan<float> dense, PatchGrid grid, float x, float y, Span<float> sum)
    {
        if (!(y >= -1 && y <= grid.Rows && x >= -1 && x <= grid.Columns)) return;

        var (y0, y1, yFraction) = Neighbours(y, grid.Rows);
        var (x0, x1, xFraction) = Neighbours(x, grid.Columns);
        Add(dense, y0, x0, (1 - yFraction) * (1 - xFraction), sum);
        Add(dense, y0, x1, (1 - yFraction) * xFraction, sum);
        Add(dense, y1, x0, yFraction * (1 - xFraction), sum);
        Add(dense, y1, x1, yFraction * xFraction, sum);

        void Add(ReadOnlySpan<float> map, int row, int column, float weight, Span<float> target) =>
            TensorPrimitives.MultiplyAdd(
                map.Slice((row * grid.Columns + column) * target.Length, target.Length), weight, target, target);
    }

    private static (int Low, int High, float Fraction) Neighbours(float at, int size)
    {
        at = Math.Max(at, 0);
        var low = (int)at;
        return low >= size - 1 ? (size - 1, size - 1, 0) : (low, low + 1, at - low);
    }
}
