using FgClip.Imaging;

namespace FgClip.Tests.Imaging;

public class PixelBufferTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(5, 1)]
    [InlineData(2, 3)]
    [InlineData(17, 5)]
    [InlineData(64, 3)]
    public void Packed_bytes_come_back_as_they_went_in(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        new Random(1).NextBytes(rgb);

        var pixels = PixelBuffer.FromRgb24(width, height, rgb);

        Assert.Equal(rgb, pixels.ToRgb24());
        for (var i = 0; i < width * height; i++)
        {
            Assert.Equal([rgb[i * 3], rgb[(i * 3) + 1], rgb[(i * 3) + 2], (byte)255], pixels.Rgbx.AsSpan(i * 4, 4));
        }
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<FgClipException>(() => PixelBuffer.FromRgb24(2, 2, new byte[11]));
        Assert.Throws<FgClipException>(() => PixelBuffer.FromRgb24(0, 2, []));
        Assert.Throws<FgClipException>(() => new PixelBuffer(2, 2, new byte[15]));
    }

    [Theory]
    [InlineData(0, 0, 9, 7, 0, 0, 9, 7)]
    [InlineData(2, 1, 5, 6, 2, 1, 5, 6)]
    [InlineData(1.4, 1.6, 4.4, 4.5, 1, 2, 4, 5)]
    [InlineData(-0.4, -0.4, 9.4, 7.4, 0, 0, 9, 7)]
    [InlineData(8, 6, 9, 7, 8, 6, 9, 7)]
    [InlineData(3.6, 2.1, 3.9, 2.2, 3, 2, 4, 3)]
    [InlineData(8.9, 6.9, 9, 7, 8, 6, 9, 7)]
    public void A_region_is_cut_out_along_rounded_edges(
        double x1, double y1, double x2, double y2, int left, int top, int right, int bottom)
    {
        var pixels = PillowResamplerTests.Noise(9, 7, 1);

        var region = pixels.Crop(new BoxPixels(x1, y1, x2, y2));

        Assert.Equal((right - left, bottom - top), (region.Width, region.Height));
        for (var y = top; y < bottom; y++)
        {
            Assert.Equal(
                pixels.Rgbx.AsSpan(((y * 9) + left) * 4, region.Width * 4),
                region.Rgbx.AsSpan((y - top) * region.Width * 4, region.Width * 4));
        }
    }

    [Theory]
    [InlineData(0, 0, 0, 7, "the region is empty")]
    [InlineData(5, 5, 4, 6, "the region is empty")]
    [InlineData(0, double.NaN, 4, 6, "the region is empty")]
    [InlineData(0, 0, double.PositiveInfinity, 6, "the region is empty")]
    [InlineData(0, 0, 10, 7, "the region is not inside the picture")]
    [InlineData(-1, 0, 5, 5, "the region is not inside the picture")]
    [InlineData(20, 20, 30, 30, "the region is not inside the picture")]
    [InlineData(9.1, 1, 9.2, 2, "the region is not inside the picture")]
    [InlineData(1, -0.3, 2, -0.2, "the region is not inside the picture")]
    [InlineData(-1e300, 0, 1e300, 5, "the region is not inside the picture")]
    public void A_region_without_area_or_outside_is_refused(double x1, double y1, double x2, double y2, string message)
    {
        var error = Assert.Throws<FgClipException>(() => PillowResamplerTests.Noise(9, 7, 1).Crop(new BoxPixels(x1, y1, x2, y2)));

        Assert.Equal(FgClipErrorKind.Argument, error.Kind);
        Assert.StartsWith($"region: {message}; expected x1 < x2 and y1 < y2 within 0, 0, 9, 7, got ", error.Message, StringComparison.Ordinal);
    }
}
