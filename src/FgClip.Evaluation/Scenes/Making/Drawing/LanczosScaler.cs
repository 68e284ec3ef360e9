namespace FgClip.Evaluation.Scenes.Making.Drawing;

/// <summary>Resizes squares with a Lanczos window of three lobes, widened when the picture shrinks. Thread-safe.</summary>
internal static class LanczosScaler
{
    private const int Lobes = 3;

    /// <summary>[from, from, C] → [to, to, C].</summary>
    /// <param name="pixels">The values.</param>
    /// <param name="from">Pixels on a side, at least 1.</param>
    /// <param name="to">Pixels on a side of the result, at least 1.</param>
    /// <param name="channels">C.</param>
    public static float[] Scale(float[] pixels, int from, int to, int channels)
    {
        // Both passes resize the rows and turn the picture, so that the second one resizes what were columns.
        var taps = Taps(from, to);
        return Pass(Pass(pixels, from, from, taps, channels), to, from, taps, channels);
    }

    /// <summary>Lanczos's window: sinc(x) · sinc(x / 3) within three on both sides, 0 beyond.</summary>
    internal static double Window(double x) => Math.Abs(x) < Lobes ? Sinc(x) * Sinc(x / Lobes) : 0;

    // [rows, from, C] → [to, rows, C]
    private static float[] Pass(float[] source, int rows, int from, (int First, float[] Weights)[] taps, int channels)
    {
        var result = new float[taps.Length * rows * channels];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < taps.Length; column++)
            {
                var (first, weights) = taps[column];
                var at = (column * rows + row) * channels;
                for (var k = 0; k < weights.Length; k++)
                {
                    var pixel = (row * from + first + k) * channels;
                    for (var channel = 0; channel < channels; channel++) result[at + channel] += weights[k] * source[pixel + channel];
                }
            }
        }

        return result;
    }

    private static (int First, float[] Weights)[] Taps(int from, int to)
    {
        var step = (double)from / to;
        var widened = Math.Max(1, step);
        var taps = new (int, float[])[to];
        for (var i = 0; i < to; i++)
        {
            var center = (i + 0.5) * step;
            var first = Math.Max(0, (int)(center - Lobes * widened + 0.5));
            var end = Math.Min(from, (int)(center + Lobes * widened + 0.5));
            double[] weights = [.. Enumerable.Range(first, end - first).Select(x => Window((x + 0.5 - center) / widened))];
            var sum = weights.Sum();
            taps[i] = (first, [.. weights.Select(weight => (float)(weight / sum))]);
        }

        return taps;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
