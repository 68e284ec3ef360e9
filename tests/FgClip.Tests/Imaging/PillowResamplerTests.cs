using System.Security.Cryptography;
using FgClip.Imaging;

namespace FgClip.Tests.Imaging;

public class PillowResamplerTests
{
    [Fact]
    public void Every_golden_case_is_equal_to_the_byte()
    {
        var cases = 0;
        foreach (var golden in GoldenCase.Read("resample", "resample"))
        {
            var source = golden.TryGetProperty("image", out var image)
                ? PictureReader.Read(TestData.Golden("resample", image.GetString()!)).Pixels
                : Ramp(golden.Ints("ramp"));
            var size = golden.Ints("size");
            var filter = Enum.Parse<ResampleFilter>(golden.Text("filter"), ignoreCase: true);
            foreach (var avx2 in Kernels())
            {
                var resized = PillowResampler.Resize(source, size[0], size[1], filter, Environment.ProcessorCount, avx2);

                Assert.Equal(golden.Text("sha256"), Convert.ToHexStringLower(SHA256.HashData(resized.ToRgb24())), StringComparer.Ordinal);
            }

            cases++;
        }

        Assert.True(cases >= 100, $"only {cases} cases ran");
    }

    [Theory]
    [InlineData(1, 1, 17, 33)]
    [InlineData(1, 1, 1, 2)]
    [InlineData(1, 300, 16, 160)]
    [InlineData(300, 1, 160, 16)]
    [InlineData(2, 3, 1, 1)]
    [InlineData(3, 2, 5, 2)]
    [InlineData(3, 2, 3, 7)]
    [InlineData(7, 9, 8, 8)]
    [InlineData(15, 15, 16, 14)]
    [InlineData(16, 16, 7, 9)]
    [InlineData(33, 31, 8, 64)]
    [InlineData(97, 61, 13, 5)]
    [InlineData(640, 480, 1, 1)]
    [InlineData(517, 389, 512, 384)]
    [InlineData(1000, 700, 37, 600)]
    [InlineData(1000, 700, 1900, 23)]
    [InlineData(4000, 3, 9, 2)]
    [InlineData(3, 4000, 2, 9)]
    [InlineData(9000, 40, 3, 40)]
    public void Fast_and_plain_resize_agree(int width, int height, int toWidth, int toHeight)
    {
        foreach (var source in (PixelBuffer[])[Noise(width, height, 1), Extremes(width, height), Flat(width, height, 255)])
        {
            foreach (var filter in Enum.GetValues<ResampleFilter>())
            {
                var expected = NaiveResampler.Resize(source, toWidth, toHeight, filter).ToRgb24();
                foreach (var avx2 in Kernels())
                {
                    foreach (var workers in (int[])[1, 2, 5])
                    {
                        var resized = PillowResampler.Resize(source, toWidth, toHeight, filter, workers, avx2);

                        Assert.Equal((toWidth, toHeight), (resized.Width, resized.Height));
                        Assert.True(expected.AsSpan().SequenceEqual(resized.ToRgb24()), $"{filter}, AVX2 {avx2}, {workers} threads");
                    }
                }
            }
        }
    }

    [Fact]
    public void Fast_and_plain_resize_agree_on_random_sizes()
    {
        var random = new Random(5);
        for (var round = 0; round < 150; round++)
        {
            var source = Noise(random.Next(1, 90), random.Next(1, 90), round);
            int width = random.Next(1, 90), height = random.Next(1, 90);
            var filter = (ResampleFilter)(round % 2);
            var expected = NaiveResampler.Resize(source, width, height, filter).ToRgb24();
            foreach (var avx2 in Kernels())
            {
                Assert.Equal(expected, PillowResampler.Resize(source, width, height, filter, 1, avx2).ToRgb24());
            }
        }
    }

    [Fact]
    public void A_strip_of_many_source_rows_for_each_target_row_is_cut_into_blocks_of_columns()
    {
        // 2 · 300000 source rows for each of a few target rows: more than a strip may hold at full width.
        var source = Noise(2, 600_000, 3);
        var expected = NaiveResampler.Resize(source, 40, 3, ResampleFilter.Bilinear).ToRgb24();

        Assert.Equal(expected, PillowResampler.Resize(source, 40, 3, ResampleFilter.Bilinear).ToRgb24());
    }

    [Fact]
    public void A_wide_picture_whose_weights_would_be_many_is_cut_into_blocks_of_columns()
    {
        var source = Noise(3_000_000, 2, 4);
        var expected = NaiveResampler.Resize(source, 30, 1, ResampleFilter.Bicubic).ToRgb24();

        Assert.Equal(expected, PillowResampler.Resize(source, 30, 1, ResampleFilter.Bicubic).ToRgb24());
    }

    [Fact]
    public void The_same_size_gives_the_same_picture()
    {
        var source = Noise(20, 10, 2);

        Assert.Same(source, PillowResampler.Resize(source, 20, 10, ResampleFilter.Bicubic));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, -1)]
    [InlineData(100_000, 100_000)]
    public void A_size_without_pixels_or_with_too_many_is_refused(int width, int height)
    {
        var error = Assert.Throws<FgClipException>(() => PillowResampler.Resize(Flat(2, 2, 0), width, height, ResampleFilter.Bilinear));

        Assert.Equal(FgClipErrorKind.Argument, error.Kind);
        Assert.Contains($"{width}×{height}", error.Message, StringComparison.Ordinal);
    }

    internal static PixelBuffer Noise(int width, int height, int seed)
    {
        var rgb = new byte[width * height * 3];
        new Random(seed).NextBytes(rgb);
        return PixelBuffer.FromRgb24(width, height, rgb);
    }

    private static bool[] Kernels() => FgClip.Imaging.Resampling.Avx2Kernel.IsSupported ? [false, true] : [false];

    private static PixelBuffer Flat(int width, int height, byte value)
    {
        var rgb = new byte[width * height * 3];
        rgb.AsSpan().Fill(value);
        return PixelBuffer.FromRgb24(width, height, rgb);
    }

    // Black and white at random: cubic weights overshoot at both ends.
    private static PixelBuffer Extremes(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        new Random(9).NextBytes(rgb);
        for (var i = 0; i < rgb.Length; i++) rgb[i] = rgb[i] < 128 ? (byte)0 : (byte)255;
        return PixelBuffer.FromRgb24(width, height, rgb);
    }

    private static PixelBuffer Ramp(int[] size)
    {
        var rgb = new byte[size[0] * size[1] * 3];
        for (var i = 0; i < rgb.Length; i++) rgb[i] = (byte)((3 * (i / 3 / size[0])) + (5 * (i / 3 % size[0])));
        return PixelBuffer.FromRgb24(size[0], size[1], rgb);
    }
}
