using FgClip.Imaging;

namespace FgClip.Tests.Imaging;

public class ExifOrientationTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(6, 1)]
    [InlineData(3, 2)]
    [InlineData(70, 45)]
    public void Each_orientation_moves_every_pixel_to_its_place(int width, int height)
    {
        var source = PillowResamplerTests.Noise(width, height, 1);
        for (var orientation = 1; orientation <= 8; orientation++)
        {
            var turned = ExifOrientation.Apply(source, orientation);
            var swapped = orientation >= 5;

            Assert.Equal(swapped ? (height, width) : (width, height), (turned.Width, turned.Height));
            for (var y = 0; y < turned.Height; y++)
            {
                for (var x = 0; x < turned.Width; x++)
                {
                    // Where the pixel shown at (x, y) is stored, by the definition of each value.
                    var (fromX, fromY) = orientation switch
                    {
                        1 => (x, y),
                        2 => (width - 1 - x, y),
                        3 => (width - 1 - x, height - 1 - y),
                        4 => (x, height - 1 - y),
                        5 => (y, x),
                        6 => (y, height - 1 - x),
                        7 => (width - 1 - y, height - 1 - x),
                        _ => (width - 1 - y, x),
                    };

                    Assert.Equal(
                        source.Rgbx.AsSpan(((fromY * width) + fromX) * 4, 4),
                        turned.Rgbx.AsSpan(((y * turned.Width) + x) * 4, 4));
                }
            }
        }
    }
}
