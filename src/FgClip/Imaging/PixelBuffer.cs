using System.Globalization;

namespace FgClip.Imaging;

/// <summary>
/// 8-bit RGB pixels, row-major, four bytes a pixel in the order R, G, B, X; X carries no meaning.
/// Immutable once built, so safe to share between threads.
/// </summary>
public sealed class PixelBuffer
{
    /// <summary>Takes ownership of <paramref name="rgbx"/>: the caller must not change it afterwards.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="rgbx">width · height · 4 bytes.</param>
    /// <exception cref="FgClipException">A side is below 1 or the length does not fit.</exception>
    public PixelBuffer(int width, int height, byte[] rgbx)
    {
        ArgumentNullException.ThrowIfNull(rgbx);
        if (width < 1 || height < 1 || rgbx.LongLength != (long)width * height * 4)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "pixel buffer has the wrong length",
                expected: $"{width}×{height}×4 bytes with both sides at least 1",
                got: $"{rgbx.LongLength} bytes");
        }

        Width = width;
        Height = height;
        Rgbx = rgbx;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The bytes: [Height, Width, 4], R G B X.</summary>
    internal byte[] Rgbx { get; }

    /// <summary>Copies packed RGB bytes, [height, width, 3].</summary>
    /// <exception cref="FgClipException">The length does not fit the sides.</exception>
    public static PixelBuffer FromRgb24(int width, int height, ReadOnlySpan<byte> rgb)
    {
        if (width < 1 || height < 1 || rgb.Length != (long)width * height * 3)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "RGB bytes have the wrong length",
                expected: $"{width}×{height}×3 bytes with both sides at least 1",
                got: $"{rgb.Length} bytes");
        }

        if (rgb.Length / 3 > Array.MaxLength / 4)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "the picture has too many pixels",
                expected: $"at most {Array.MaxLength / 4}",
                got: $"{width}×{height}");
        }

        var rgbx = GC.AllocateUninitializedArray<byte>(width * height * 4);
        RgbPacking.Spread(rgb, rgbx);
        return new PixelBuffer(width, height, rgbx);
    }

    /// <summary>The pixels as packed RGB bytes, [Height, Width, 3].</summary>
    public byte[] ToRgb24()
    {
        var rgb = GC.AllocateUninitializedArray<byte>(Width * Height * 3);
        RgbPacking.Pack(Rgbx, rgb);
        return rgb;
    }

    /// <summary>A copy of a region, as <see cref="WholePixels"/> rounds it.</summary>
    /// <param name="region">In pixels of this picture; it must lie inside (0, 0, Width, Height) once rounded.</param>
    /// <exception cref="FgClipException">The region is empty, not finite or not inside the picture.</exception>
    public PixelBuffer Crop(BoxPixels region)
    {
        var whole = WholePixels(region);
        int left = (int)whole.X1, top = (int)whole.Y1, width = (int)whole.Width, height = (int)whole.Height;
        var rgbx = GC.AllocateUninitializedArray<byte>(width * height * 4);
        for (var y = 0; y < height; y++)
        {
            Rgbx.AsSpan(((top + y) * Width + left) * 4, width * 4).CopyTo(rgbx.AsSpan(y * width * 4));
        }

        return new PixelBuffer(width, height, rgbx);
    }

    /// <summary>
    /// A region with its edges rounded to the nearest pixel edge (halves away from zero); at least one pixel each way
    /// remains of a region that has an area.
    /// </summary>
    /// <param name="region">In pixels of this picture; it must lie inside (0, 0, Width, Height) once rounded.</param>
    /// <exception cref="FgClipException">The region is empty, not finite or not inside the picture.</exception>
    public BoxPixels WholePixels(BoxPixels region)
    {
        if (!double.IsFinite(region.X1 + region.Y1 + region.X2 + region.Y2) || region.Width <= 0 || region.Height <= 0)
        {
            throw Misplaced("the region is empty", region);
        }

        var (left, right) = Round(region.X1, region.X2);
        var (top, bottom) = Round(region.Y1, region.Y2);
        if (left < 0 || top < 0 || right > Width || bottom > Height)
        {
            throw Misplaced("the region is not inside the picture", region);
        }

        return new BoxPixels(left, top, right, bottom);
    }

    // A sliver that would vanish between two pixel edges becomes the pixel that its start lies in.
    private static (double From, double To) Round(double from, double to)
    {
        double first = Math.Round(from, MidpointRounding.AwayFromZero), end = Math.Round(to, MidpointRounding.AwayFromZero);
        if (first < end) return (first, end);
        first = Math.Floor(from);
        return (first, first + 1);
    }

    private FgClipException Misplaced(string what, BoxPixels region) => new(
        FgClipErrorKind.Argument,
        what,
        "region",
        $"x1 < x2 and y1 < y2 within 0, 0, {Width}, {Height}",
        string.Create(CultureInfo.InvariantCulture, $"{region.X1}, {region.Y1}, {region.X2}, {region.Y2}"));
}
