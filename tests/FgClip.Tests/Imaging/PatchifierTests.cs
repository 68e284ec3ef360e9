using FgClip.Imaging;

namespace FgClip.Tests.Imaging;

public class PatchifierTests
{
    private static readonly float[] s_half = [0.5f, 0.5f, 0.5f];

    [Theory]
    [InlineData(16, 16, 16)]
    [InlineData(48, 32, 16)]
    [InlineData(35, 21, 7)]
    [InlineData(5, 3, 1)]
    public void Patches_are_row_major_and_row_column_channel_inside(int width, int height, int patchSize)
    {
        var pixels = PillowResamplerTests.Noise(width, height, 1);
        float[] mean = [0.48145466f, 0.4578275f, 0.40821073f], std = [0.26862954f, 0.26130258f, 0.27577711f];
        var patches = new float[width * height * 3];

        Patchifier.Patchify(pixels, patchSize, mean, std, patches);

        var rgb = pixels.ToRgb24();
        var columns = width / patchSize;
        for (var i = 0; i < patches.Length; i++)
        {
            var (patch, inside) = Math.DivRem(i, patchSize * patchSize * 3);
            var (row, rest) = Math.DivRem(inside, patchSize * 3);
            var (column, channel) = Math.DivRem(rest, 3);
            int y = (patch / columns * patchSize) + row, x = (patch % columns * patchSize) + column;
            var byteValue = rgb[(((y * width) + x) * 3) + channel];

            Assert.Equal(((float)(byteValue * (1.0 / 255)) - mean[channel]) / std[channel], patches[i]);
        }
    }

    [Fact]
    public void All_levels_lie_within_rounding_of_the_formula()
    {
        var rgb = new byte[256 * 3];
        for (var level = 0; level < 256; level++) rgb.AsSpan(level * 3, 3).Fill((byte)level);
        var patches = new float[rgb.Length];

        Patchifier.Patchify(PixelBuffer.FromRgb24(16, 16, rgb), 16, s_half, s_half, patches);

        for (var i = 0; i < patches.Length; i++) Assert.Equal(((i / 3 / 255.0) - 0.5) / 0.5, patches[i], 1e-7);
        Assert.Equal(-1f, patches[0]);
        Assert.Equal(1f, patches[^1]);
    }

    [Fact]
    public void Sides_that_are_no_multiples_of_the_patch_are_refused()
    {
        var error = Assert.Throws<FgClipException>(
            () => Patchifier.Patchify(PillowResamplerTests.Noise(17, 16, 1), 16, s_half, s_half, new float[17 * 16 * 3]));

        Assert.Contains("multiples of 16, got 17×16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_the_wrong_length_and_a_zero_deviation_are_refused()
    {
        var pixels = PillowResamplerTests.Noise(16, 16, 1);
        var room = new float[16 * 16 * 3];

        Assert.Throws<FgClipException>(() => Patchifier.Patchify(pixels, 16, s_half, s_half, new float[1]));
        Assert.Throws<FgClipException>(() => Patchifier.Patchify(pixels, 16, [0.5f], s_half, room));
        Assert.Throws<FgClipException>(() => Patchifier.Patchify(pixels, 16, s_half, [1f, 0f, 1f], room));
        Assert.Throws<FgClipException>(() => Patchifier.Patchify(pixels, 0, s_half, s_half, room));
    }
}
