using FgClip.Analysis;
using FgClip.Imaging;

namespace FgClip.Tests.Analysis;

public class HeatMapTests
{
    [Fact]
    public void Extremes_and_the_first_peak_are_found()
    {
        var map = new HeatMap(new PatchGrid(2, 3), [0.1f, -0.2f, 0.3f, 0f, 0.3f, 0.05f]);

        Assert.Equal(-0.2f, map.Minimum);
        Assert.Equal(0.3f, map.Maximum);
        Assert.Equal((0, 2), map.Peak);
        Assert.Equal(0.3f, map.At(1, 1));
        Assert.Equal(6, map.Values.Length);
    }

    [Fact]
    public void Later_changes_to_the_callers_array_do_not_show()
    {
        float[] values = [1f, 2f];
        var map = new HeatMap(new PatchGrid(1, 2), values);
        values[0] = 9f;

        Assert.Equal(1f, map.At(0, 0));
    }

    [Theory]
    [InlineData(2, 2, 3)]
    [InlineData(0, 3, 0)]
    [InlineData(-1, -1, 1)]
    [InlineData(65536, 65536, 0)]
    public void A_grid_that_the_values_do_not_fit_is_refused(int rows, int columns, int count) =>
        Assert.Throws<FgClipException>(() => new HeatMap(new PatchGrid(rows, columns), new float[count]));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_refused_with_its_place(float value)
    {
        var error = Assert.Throws<FgClipException>(() => new HeatMap(new PatchGrid(2, 2), [0f, 0f, 0f, value]));

        Assert.Contains("row 1, column 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    public void A_patch_outside_the_grid_is_refused(int row, int column)
    {
        var map = new HeatMap(new PatchGrid(1, 2), [0f, 1f]);

        Assert.Throws<FgClipException>(() => map.At(row, column));
    }
}
