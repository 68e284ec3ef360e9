using FgClip.Analysis;
using FgClip.Imaging;
using SkiaSharp;

namespace FgClip.Tests.Rendering;

/// <summary>Makes pictures and heat maps for the rendering tests, and looks at what was drawn.</summary>
internal static class Pixels
{
    /// <summary>A picture of one colour.</summary>
    public static PixelBuffer Plain(int width, int height, byte red, byte green, byte blue)
    {
        var rgbx = new byte[width * height * 4];
        for (var i = 0; i < rgbx.Length; i += 4) (rgbx[i], rgbx[i + 1], rgbx[i + 2], rgbx[i + 3]) = (red, green, blue, 77);
        return new PixelBuffer(width, height, rgbx);
    }

    /// <summary>A picture that no PNG filter can make smaller.</summary>
    public static PixelBuffer Noise(int width, int height)
    {
        var rgbx = new byte[width * height * 4];
        new Random(11).NextBytes(rgbx);
        return new PixelBuffer(width, height, rgbx);
    }

    /// <summary>A map that rises from −0.1 at the top left to 0.3 at the bottom right.</summary>
    public static HeatMap Ramp(int rows, int columns)
    {
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++) values[i] = -0.1f + (0.4f * i / Math.Max(1, values.Length - 1));
        return new HeatMap(new PatchGrid(rows, columns), values);
    }

    /// <summary>Looks at the three bytes of the pixel whose red one lies at an index of the bitmap's bytes.</summary>
    public delegate bool Test(int at, ReadOnlySpan<byte> rgb);

    /// <summary>The smallest rectangle with all pixels of an RGBA bitmap that fit.</summary>
    public static SKRectI Bounds(SKBitmap bitmap, Test fits)
    {
        var bounds = new SKRectI(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        var rgba = bitmap.GetPixelSpan();
        for (var at = 0; at < rgba.Length; at += 4)
        {
            if (!fits(at, rgba.Slice(at, 3))) continue;
            var (x, y) = (at / 4 % bitmap.Width, at / 4 / bitmap.Width);
            bounds = new SKRectI(
                Math.Min(bounds.Left, x), Math.Min(bounds.Top, y), Math.Max(bounds.Right, x + 1), Math.Max(bounds.Bottom, y + 1));
        }

        return bounds;
    }

    /// <summary>How many pixels of a region differ from a colour.</summary>
    public static int CountOther(SKBitmap bitmap, SKRectI region, SKColor color)
    {
        var count = 0;
        for (var y = region.Top; y < region.Bottom; y++)
        {
            for (var x = region.Left; x < region.Right; x++)
            {
                if (bitmap.GetPixel(x, y) != color) count++;
            }
        }

        return count;
    }
}
