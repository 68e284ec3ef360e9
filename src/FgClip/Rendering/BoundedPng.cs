using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>Encodes a drawing as PNG, drawing it smaller step by step until the file keeps to a limit.</summary>
internal static class BoundedPng
{
    private const double SmallestShrink = 1.0 / 4096;

    /// <summary>The largest drawing that the steps try and the limit allows; equal input gives equal bytes.</summary>
    /// <param name="draw">Draws at a scale of 1 or below; the bitmap is disposed here.</param>
    /// <param name="maxBytes">The most bytes of the file.</param>
    /// <exception cref="FgClipException">Even a picture of a few pixels leaves a file that is too large.</exception>
    public static byte[] Encode(Func<double, SKBitmap> draw, int maxBytes)
    {
        for (var shrink = 1.0; shrink > SmallestShrink;)
        {
            using var bitmap = draw(shrink);
            using var pixels = bitmap.PeekPixels();
            using var file = pixels.Encode(SKPngEncoderOptions.Default)
                ?? throw new FgClipException(FgClipErrorKind.Picture, "drawing cannot be encoded as PNG");
            if (file.Size <= maxBytes) return file.ToArray();

            // Bytes grow about as the area. A little less than that estimate usually ends the search at the next
            // step; the bounds keep a misleading estimate from stopping it or shrinking the drawing too far.
            shrink *= Math.Clamp(0.97 * Math.Sqrt((double)maxBytes / file.Size), 0.4, 0.92);
        }

        throw new FgClipException(
            FgClipErrorKind.Argument, "drawing does not fit", expected: $"at most {maxBytes} bytes", remedy: "Allow more bytes.");
    }
}
