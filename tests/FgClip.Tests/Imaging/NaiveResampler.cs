using FgClip.Imaging;

namespace FgClip.Tests.Imaging;

/// <summary>The resize in plain steps, whole passes, no vectors: what the fast one is compared with.</summary>
internal static class NaiveResampler
{
    public static PixelBuffer Resize(PixelBuffer source, int width, int height, ResampleFilter filter)
    {
        var pixels = source;
        if (width != source.Width)
        {
            var (starts, weights) = Weights(source.Width, width, filter);
            var rgb = new byte[width * source.Height * 3];
            for (var y = 0; y < source.Height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    for (var c = 0; c < 3; c++)
                    {
                        var sum = 1 << 21;
                        for (var j = 0; j < weights[x].Length; j++)
                        {
                            sum += weights[x][j] * pixels.Rgbx[(((y * source.Width) + starts[x] + j) * 4) + c];
                        }

                        rgb[(((y * width) + x) * 3) + c] = (byte)Math.Clamp(sum >> 22, 0, 255);
                    }
                }
            }

            pixels = PixelBuffer.FromRgb24(width, source.Height, rgb);
        }

        if (height != source.Height)
        {
            var (starts, weights) = Weights(source.Height, height, filter);
            var rgb = new byte[width * height * 3];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    for (var c = 0; c < 3; c++)
                    {
                        var sum = 1 << 21;
                        for (var j = 0; j < weights[y].Length; j++)
                        {
                            sum += weights[y][j] * pixels.Rgbx[((((starts[y] + j) * width) + x) * 4) + c];
                        }

                        rgb[(((y * width) + x) * 3) + c] = (byte)Math.Clamp(sum >> 22, 0, 255);
                    }
                }
            }

            pixels = PixelBuffer.FromRgb24(width, height, rgb);
        }

        return pixels;
    }

    private static (int[] Starts, int[][] Weights) Weights(int from, int to, ResampleFilter filter)
    {
        var starts = new int[to];
        var weights = new int[to][];
        var scale = (double)from / to;
        var stretch = Math.Max(1, scale);
        var support = (filter == ResampleFilter.Bilinear ? 1 : 2) * stretch;
        for (var i = 0; i < to; i++)
        {
            var center = (i + 0.5) * scale;
            var low = Math.Max(0, (int)(center - support + 0.5));
            var high = Math.Min(from, (int)(center + support + 0.5));
            var exact = new double[high - low];
            for (var j = 0; j < exact.Length; j++) exact[j] = Kernel((j + low - center + 0.5) * (1 / stretch), filter);
            var sum = 0.0;
            foreach (var weight in exact) sum += weight;
            starts[i] = low;
            weights[i] = Array.ConvertAll(exact, weight => (int)Math.Round(weight / sum * (1 << 22), MidpointRounding.AwayFromZero));
        }

        return (starts, weights);
    }

    private static double Kernel(double x, ResampleFilter filter)
    {
        x = Math.Abs(x);
        if (filter == ResampleFilter.Bilinear) return Math.Max(0, 1 - x);
        return x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1
            : x < 2 ? ((((x - 5) * x) + 8) * x - 4) * -0.5
            : 0;
    }
}
