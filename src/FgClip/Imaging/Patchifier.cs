namespace FgClip.Imaging;

/// <summary>Cuts pixels into patches and normalises them.</summary>
public static class Patchifier
{
    private const int Levels = 256;

    /// <summary>
    /// x = (byte · (1/255) − mean) / std, in the steps of Transformers' image processors: the product in float64 and
    /// rounded to float32, difference and quotient in float32.
    /// </summary>
    /// <param name="pixels">A picture whose sides are multiples of <paramref name="patchSize"/>.</param>
    /// <param name="patchSize">p, side of a patch in pixels.</param>
    /// <param name="mean">[3] for red, green and blue, in 0..1.</param>
    /// <param name="std">[3], not 0.</param>
    /// <param name="patches">
    /// [N, p·p·3]: patches row by row, inside a patch row by row, then the three channels of a pixel.
    /// </param>
    /// <exception cref="FgClipException">A length does not fit the picture, or a deviation is 0 or not finite.</exception>
    public static void Patchify(
        PixelBuffer pixels, int patchSize, ReadOnlySpan<float> mean, ReadOnlySpan<float> std, Span<float> patches)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        Check(pixels, patchSize, mean, std, patches.Length);
        Span<float> table = stackalloc float[3 * Levels];
        for (var channel = 0; channel < 3; channel++) Fill(table.Slice(channel * Levels, Levels), mean[channel], std[channel]);
        ReadOnlySpan<float> red = table[..Levels], green = table.Slice(Levels, Levels), blue = table[(2 * Levels)..];

        int rows = pixels.Height / patchSize, columns = pixels.Width / patchSize, rowLength = patchSize * 3;
        ReadOnlySpan<byte> from = pixels.Rgbx;
        for (var y = 0; y < pixels.Height; y++)
        {
            // [h, p, w, p, 3] → [h, w, p, p, 3]: one row of pixels feeds one row of each patch beside another.
            var (patchRow, inside) = Math.DivRem(y, patchSize);
            var target = ((patchRow * columns * patchSize) + inside) * rowLength;
            for (var column = 0; column < columns; column++, target += patchSize * rowLength)
            {
                var to = patches.Slice(target, rowLength);
                for (var i = 0; i + 2 < to.Length; i += 3)
                {
                    var pixel = from[..4];
                    to[i] = red[pixel[0]];
                    to[i + 1] = green[pixel[1]];
                    to[i + 2] = blue[pixel[2]];
                    from = from[4..];
                }
            }
        }
    }

    private static void Fill(Span<float> table, float mean, float std)
    {
        for (var level = 0; level < table.Length; level++) table[level] = ((float)(level * (1.0 / 255)) - mean) / std;
    }

    private static void Check(PixelBuffer pixels, int patchSize, ReadOnlySpan<float> mean, ReadOnlySpan<float> std, int length)
    {
        if (patchSize < 1 || pixels.Width % patchSize != 0 || pixels.Height % patchSize != 0)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "the picture cannot be cut into whole patches",
                expected: $"sides that are multiples of {patchSize}",
                got: $"{pixels.Width}×{pixels.Height}");
        }

        if (mean.Length != 3 || std.Length != 3)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "mean and deviation are given per channel",
                expected: "3 numbers each",
                got: $"{mean.Length} and {std.Length}");
        }

        foreach (var deviation in std)
        {
            if (deviation != 0 && float.IsFinite(deviation)) continue;
            throw new FgClipException(FgClipErrorKind.Argument, "a deviation to divide by is 0 or not finite", "image_std");
        }

        if (length == (long)pixels.Width * pixels.Height * 3) return;
        throw new FgClipException(
            FgClipErrorKind.Argument,
            "the room for the patches has the wrong length",
            expected: $"{(long)pixels.Width * pixels.Height * 3} numbers",
            got: $"{length}");
    }
}
