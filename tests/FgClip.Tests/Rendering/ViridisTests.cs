using FgClip.Rendering;

namespace FgClip.Tests.Rendering;

public class ViridisTests
{
    [Fact]
    public void Known_colours_lie_where_they_were_published()
    {
        // The eight colours of viridis that plotting libraries print in their documentation.
        Assert.Equal((0x44, 0x01, 0x54), Viridis.At(0f));
        Assert.Equal((0x46, 0x32, 0x7E), Viridis.Entry(36));
        Assert.Equal((0x27, 0x7F, 0x8E), Viridis.Entry(109));
        Assert.Equal((0x4A, 0xC1, 0x6D), Viridis.Entry(182));
        Assert.Equal((0xFD, 0xE7, 0x25), Viridis.At(1f));
    }

    [Fact]
    public void Lightness_grows_all_the_way()
    {
        // In steps of three: between neighbours the rounding to bytes can take back what the colour gains.
        var last = -1.0;
        for (var i = 0; i < Viridis.Count; i += 3)
        {
            var (r, g, b) = Viridis.Entry(i);
            var luminance = (0.2126 * Linear(r)) + (0.7152 * Linear(g)) + (0.0722 * Linear(b));
            Assert.True(luminance > last, $"entry {i}");
            last = luminance;
        }
    }

    [Fact]
    public void Neighbours_are_close()
    {
        for (var i = 1; i < Viridis.Count; i++)
        {
            var (r0, g0, b0) = Viridis.Entry(i - 1);
            var (r1, g1, b1) = Viridis.Entry(i);
            Assert.True(Math.Abs(r1 - r0) <= 3 && Math.Abs(g1 - g0) <= 3 && Math.Abs(b1 - b0) <= 3, $"entry {i}");
        }
    }

    [Theory]
    [InlineData(-1f, 0f)]
    [InlineData(float.NaN, 0f)]
    [InlineData(2f, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    public void Fractions_outside_the_range_are_clamped(float fraction, float expected) =>
        Assert.Equal(Viridis.At(expected), Viridis.At(fraction));

    private static double Linear(byte value)
    {
        var v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }
}
