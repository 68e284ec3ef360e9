using FgClip.Imaging;
using FgClip.Rendering;
using SkiaSharp;

namespace FgClip.Tests.Rendering;

public class PictureScalerTests
{
    [Fact]
    public void The_same_size_keeps_every_pixel_and_ignores_the_fourth_byte()
    {
        var picture = Pixels.Noise(23, 11);

        using var scaled = PictureScaler.Scale(picture, 23, 11);

        var rgba = scaled.GetPixelSpan();
        for (var i = 0; i < rgba.Length; i++) Assert.Equal(i % 4 == 3 ? 255 : picture.Rgbx[i], rgba[i]);
    }

    [Theory]
    [InlineData(1, 1, 480, 480)]
    [InlineData(1000, 1, 3, 1)]
    [InlineData(640, 480, 97, 73)]
    [InlineData(5, 4000, 5, 12)]
    [InlineData(17, 31, 480, 3)]
    public void A_plain_picture_stays_plain(int width, int height, int newWidth, int newHeight)
    {
        using var scaled = PictureScaler.Scale(Pixels.Plain(width, height, 40, 120, 200), newWidth, newHeight);

        Assert.Equal((newWidth, newHeight), (scaled.Width, scaled.Height));
        for (var y = 0; y < newHeight; y++)
        {
            for (var x = 0; x < newWidth; x++) Assert.Equal(new SKColor(40, 120, 200), scaled.GetPixel(x, y));
        }
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(1000, 3)]
    [InlineData(7, 801)]
    public void A_pyramid_gives_every_size_as_scaling_at_once_does(int width, int height)
    {
        var picture = Pixels.Noise(width, height);
        using var pyramid = new PicturePyramid(picture);
        foreach (var divisor in new[] { 0.3, 9, 2, 1, 3.7, 40 })
        {
            var (newWidth, newHeight) = ((int)Math.Ceiling(width / divisor), (int)Math.Ceiling(height / divisor));
            using var expected = PictureScaler.Scale(picture, newWidth, newHeight);
            using var scaled = pyramid.Scale(newWidth, newHeight);

            Assert.True(expected.GetPixelSpan().SequenceEqual(scaled.GetPixelSpan()), $"{newWidth}×{newHeight}");
        }
    }

    [Fact]
    public void A_fine_pattern_becomes_its_mean_and_not_a_coarse_one()
    {
        var rgbx = new byte[512 * 512 * 4];
        for (var i = 0; i < 512 * 512; i++) Array.Fill(rgbx, (byte)((((i / 512) + i) % 2) * 255), i * 4, 4);

        using var scaled = PictureScaler.Scale(new PixelBuffer(512, 512, rgbx), 100, 100);

        for (var x = 0; x < 100; x++) Assert.InRange(scaled.GetPixel(x, 50).Red, 124, 131);
    }
}
