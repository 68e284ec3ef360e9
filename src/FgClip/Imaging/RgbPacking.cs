using System.Runtime.Intrinsics;

namespace FgClip.Imaging;

/// <summary>Converts between three and four bytes a pixel, four pixels at a time.</summary>
internal static class RgbPacking
{
    private const int PixelsAtOnce = 4;

    /// <summary>R G B → R G B 255.</summary>
    /// <param name="rgb">[n, 3].</param>
    /// <param name="rgbx">[n, 4].</param>
    public static void Spread(ReadOnlySpan<byte> rgb, Span<byte> rgbx)
    {
        var spread = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
        var opaque = Vector128.Create((byte)0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255);

        // A step reads four bytes more than it needs, so the last pixels go one by one.
        while (rgb.Length >= Vector128<byte>.Count)
        {
            (Vector128.Shuffle(Vector128.Create(rgb), spread) | opaque).CopyTo(rgbx);
            rgb = rgb[(PixelsAtOnce * 3)..];
            rgbx = rgbx[(PixelsAtOnce * 4)..];
        }

        for (; rgb.Length >= 3; rgb = rgb[3..], rgbx = rgbx[4..])
        {
            rgb[..3].CopyTo(rgbx);
            rgbx[3] = 255;
        }
    }

    /// <summary>R G B X → R G B.</summary>
    /// <param name="rgbx">[n, 4].</param>
    /// <param name="rgb">[n, 3].</param>
    public static void Pack(ReadOnlySpan<byte> rgbx, Span<byte> rgb)
    {
        var pack = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);

        // A step writes four bytes more than it makes; the next one overwrites them.
        while (rgb.Length >= Vector128<byte>.Count)
        {
            Vector128.Shuffle(Vector128.Create(rgbx), pack).CopyTo(rgb);
            rgbx = rgbx[(PixelsAtOnce * 4)..];
            rgb = rgb[(PixelsAtOnce * 3)..];
        }

        for (; rgb.Length >= 3; rgbx = rgbx[4..], rgb = rgb[3..]) rgbx[..3].CopyTo(rgb);
    }
}
