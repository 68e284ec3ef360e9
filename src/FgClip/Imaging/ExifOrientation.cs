using System.Runtime.InteropServices;

namespace FgClip.Imaging;

/// <summary>Turns pixels so that a picture stands as its EXIF orientation says.</summary>
internal static class ExifOrientation
{
    // Turning by a quarter walks one side of the copy against the grain of memory: square tiles keep it in the cache.
    private const int Tile = 32;

    /// <summary>The pixels as a viewer shows them.</summary>
    /// <param name="source">The pixels as stored.</param>
    /// <param name="orientation">1 (as it is), 2 (mirrored), 3 (half turn), 4 (upside down), 5 (transposed),
    /// 6 (quarter turn clockwise), 7 (transposed over the other diagonal), 8 (quarter turn anticlockwise).</param>
    public static PixelBuffer Apply(PixelBuffer source, int orientation)
    {
        if (orientation is < 2 or > 8) return source;

        int width = source.Width, height = source.Height, last = (width * height) - 1;

        // Source pixel (x, y) goes to index start + x·stepX + y·stepY of the result.
        var (start, stepX, stepY) = orientation switch
        {
            2 => (width - 1, -1, width),
            3 => (last, -1, -width),
            4 => ((height - 1) * width, 1, -width),
            5 => (0, height, 1),
            6 => (height - 1, height, -1),
            7 => (last, -height, -1),
            _ => ((width - 1) * height, -height, 1),
        };

        var bytes = GC.AllocateUninitializedArray<byte>(source.Rgbx.Length);
        var from = MemoryMarshal.Cast<byte, uint>(source.Rgbx.AsSpan());
        var to = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
        for (var top = 0; top < height; top += Tile)
        {
            for (var left = 0; left < width; left += Tile)
            {
                var right = Math.Min(left + Tile, width);
                for (var y = top; y < Math.Min(top + Tile, height); y++)
                {
                    var target = start + (left * stepX) + (y * stepY);
                    foreach (var pixel in from[((y * width) + left)..((y * width) + right)])
                    {
                        to[target] = pixel;
                        target += stepX;
                    }
                }
            }
        }

        return orientation >= 5 ? new PixelBuffer(height, width, bytes) : new PixelBuffer(width, height, bytes);
    }
}
