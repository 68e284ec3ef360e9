using FgClip.Imaging;
using FgClip.Model;

namespace FgClip.Tests.Model;

public class RoiAlignTests
{
    private static readonly PatchGrid Grid = new(5, 7);

    [Fact]
    public void A_constant_map_gives_its_constant_inside()
    {
        var feature = Pool(Map((_, _) => 3.5f), (1.2f, 0.7f, 5.9f, 4.1f));

        Assert.Equal(3.5f, feature, 1e-6f);
    }

    [Fact]
    public void A_linear_map_gives_its_value_at_the_centre_of_the_box()
    {
        // Sample places are symmetric, so their mean is the centre; values sit at cell centres, half a cell in.
        var feature = Pool(Map((row, column) => 2 * row + 3 * column), (1.5f, 1f, 5f, 4f));

        Assert.Equal(2 * (2.5f - 0.5f) + 3 * (3.25f - 0.5f), feature, 1e-4f);
    }

    [Theory]
    [InlineData(2, 2, 2, 4)]
    [InlineData(3, 3, 1, 4)]
    [InlineData(2, 2, 2, 2)]
    public void A_box_without_area_gives_zeros(float x1, float y1, float x2, float y2) =>
        Assert.Equal(0, Pool(Map((_, _) => 1), (x1, y1, x2, y2)));

    [Fact]
    public void Samples_beyond_one_cell_outside_count_as_zero()
    {
        // Samples of a 4×4 box at x −4.0, −3.0, −2.0 and −1.0: only the last one touches the map.
        var feature = Pool(Map((_, _) => 1), (-4f, 0.5f, 0f, 4.5f));

        Assert.Equal(0.25f, feature, 1e-6f);
    }

    [Fact]
    public void The_result_equals_the_plain_formula()
    {
        var random = new Random(7);
        var map = Map((_, _) => random.NextSingle() - 0.5f);
        for (var trial = 0; trial < 200; trial++)
        {
            float x1 = Next(-2, 8), y1 = Next(-2, 6), x2 = Next(-2, 9), y2 = Next(-2, 7);

            Assert.Equal(Naive(map, x1, y1, x2, y2), Pool(map, (x1, y1, x2, y2)), 1e-4f);
        }

        float Next(float low, float high) => low + (high - low) * random.NextSingle();
    }

    private static float[] Map(Func<int, int, float> value) =>
        [.. Enumerable.Range(0, Grid.Count).Select(cell => value(cell / Grid.Columns, cell % Grid.Columns))];

    private static float Pool(float[] map, (float, float, float, float) box)
    {
        Span<float> feature = [float.NaN];
        RoiAlign.Pool(map, Grid, box, feature);
        return feature[0];
    }

    private static float Naive(float[] map, float x1, float y1, float x2, float y2)
    {
        float width = x2 - 0.5f - (x1 - 0.5f), height = y2 - 0.5f - (y1 - 0.5f);
        int columns = (int)Math.Ceiling(width), rows = (int)Math.Ceiling(height);
        if (columns <= 0 || rows <= 0) return 0;

        double sum = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                double y = y1 - 0.5 + (row + 0.5) * height / rows, x = x1 - 0.5 + (column + 0.5) * width / columns;
                if (y < -1 || y > Grid.Rows || x < -1 || x > Grid.Columns) continue;

                y = Math.Clamp(y, 0, Grid.Rows - 1);
                x = Math.Clamp(x, 0, Grid.Columns - 1);
                int top = (int)y, left = (int)x, bottom = Math.Min(top + 1, Grid.Rows - 1), right = Math.Min(left + 1, Grid.Columns - 1);
                double down = y - top, across = x - left;
                sum += At(top, left) * (1 - down) * (1 - across) + At(top, right) * (1 - down) * across
                    + At(bottom, left) * down * (1 - across) + At(bottom, right) * down * across;
            }
        }

        return (float)(sum / (rows * columns));

        double At(int row, int column) => map[row * Grid.Columns + column];
    }
}
