using FgClip.Evaluation.Scenes.Making;
using FgClip.Evaluation.Scenes.Making.Drawing;

namespace FgClip.Evaluation.Tests.Scenes.Making;

public class DrawingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 9)]
    [InlineData(7, 3)]
    [InlineData(13, 13)]
    [InlineData(5, 32)]
    [InlineData(121, 56)]
    [InlineData(56, 121)]
    public void Scaling_agrees_with_the_plain_formula(int from, int to)
    {
        var random = new SceneRandom(from, to);
        float[] pixels = [.. Enumerable.Range(0, from * from * 2).Select(_ => (float)random.Below(256))];

        var fast = LanczosScaler.Scale(pixels, from, to, channels: 2);

        Assert.Equal(to * to * 2, fast.Length);
        for (var i = 0; i < fast.Length; i++) Assert.Equal(Naive(pixels, from, to, i / 2 % to, i / 2 / to, i % 2), fast[i], 0.01);
    }

    [Fact]
    public void Scaling_keeps_what_is_even()
    {
        float[] pixels = [.. Enumerable.Repeat(200f, 11 * 11)];

        Assert.All(LanczosScaler.Scale(pixels, 11, 29, 1), value => Assert.Equal(200, value, 0.001));
    }

    [Fact]
    public void A_drawing_is_cut_to_what_shows_and_centred_in_a_square()
    {
        // 6×6 with a block of 4 columns and 2 rows at (1, 3).
        var rgba = new byte[6 * 6 * 4];
        for (var i = 0; i < 8; i++) (rgba[((3 + i / 4) * 6 + 1 + i % 4) * 4], rgba[((3 + i / 4) * 6 + 1 + i % 4) * 4 + 3]) = ((byte)(10 + i), 255);

        var sprite = Sprite.CutFrom(rgba, 6);

        Assert.Equal(4, sprite.Side);
        Assert.Equal([0, 0, 0, 0, 10, 11, 12, 13, 14, 15, 16, 17, 0, 0, 0, 0], Channel(sprite, 0));
        Assert.Equal([13, 12, 11, 10], Channel(sprite.Mirrored(), 0)[4..8]);
        Assert.Equal([0, 0, 0, 0, 255, 255, 255, 255], Channel(sprite, 3)[..8]);
    }

    [Fact]
    public void Recolouring_keeps_lightness_and_transparency()
    {
        var sprite = new Sprite(2, [0, 0, 0, 255, 255, 255, 255, 255, 128, 128, 128, 40, 0, 255, 0, 255]);

        var red = sprite.Recolored(SceneColor.All.First(color => color.English == "red"));
        var white = sprite.Recolored(SceneColor.All.First(color => color.English == "white"));

        Assert.Equal([53, 246, 150, 166], Channel(red, 0)); // 214 · (0.25 + 0.9 · lightness)
        Assert.Equal([10, 46, 28, 31], Channel(red, 1));
        Assert.Equal([158, 255, 206, 214], Channel(white, 2)); // light throughout, so that it is white and not grey
        Assert.Equal(Channel(sprite, 3), Channel(red, 3));
    }

    [Fact]
    public void What_is_transparent_does_not_bleed_into_a_scaled_sprite()
    {
        // The left half red and opaque, the right half green and transparent.
        var pixels = new float[8 * 8 * 4];
        for (var i = 0; i < 64; i++) (pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 3]) = i % 8 < 4 ? (200f, 0f, 255f) : (0f, 255f, 0f);

        var scaled = new Sprite(8, pixels).Scaled(20);

        Assert.All(Enumerable.Range(0, 400).Where(i => scaled.Pixels[4 * i + 3] > 1), i => Assert.Equal(0, scaled.Pixels[4 * i + 1]));
        Assert.Contains(Enumerable.Range(0, 400), i => scaled.Pixels[4 * i + 3] is > 20 and < 235);
    }

    [Fact]
    public void Patterns_are_flat_sloped_striped_or_chequered_half_of_them_noisy()
    {
        int flat = 0, two = 0, sloped = 0, noisy = 0;
        for (var index = 0; index < 600; index++)
        {
            var pattern = BackgroundPattern.Draw(64, 48, new SceneRandom(11, index));
            Assert.Equal(64 * 48, pattern.Length);
            switch (pattern.Distinct().Count())
            {
                case 1: flat++; break;
                case 2: two++; Assert.Equal([-10, 10], pattern.Distinct().Order()); break;
                case <= 64: sloped++; Assert.Equal((-25, 25), (pattern.Min(), pattern.Max())); break;
                default: noisy++; break;
            }
        }

        Assert.InRange(noisy, 250, 350);
        Assert.InRange(flat, 60, 120); // of half of them three in ten
        Assert.InRange(sloped, 60, 120);
        Assert.InRange(two, 85, 155);
    }

    private static float[] Channel(Sprite sprite, int channel) => [.. sprite.Pixels.Where((_, i) => i % 4 == channel)];

    // Every output pixel from all input pixels within the window, in both directions at once.
    private static double Naive(float[] pixels, int from, int to, int x, int y, int channel)
    {
        double sum = 0, weights = 0, step = (double)from / to, widened = Math.Max(1, step);
        for (var row = 0; row < from; row++)
        {
            for (var column = 0; column < from; column++)
            {
                var weight = Lanczos((row + 0.5 - (y + 0.5) * step) / widened) * Lanczos((column + 0.5 - (x + 0.5) * step) / widened);
                sum += weight * pixels[(row * from + column) * 2 + channel];
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static double Lanczos(double x) =>
        x == 0 ? 1 : Math.Abs(x) >= 3 ? 0 : 3 * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / 3) / (Math.PI * Math.PI * x * x);
}
