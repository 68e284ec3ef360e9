using FgClip.Imaging;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>
/// A picture for several drawings: its halves, quarters and so on are computed when a drawing first needs them and kept,
/// so that a large picture is gone through once. Not thread-safe; disposing frees what was kept.
/// </summary>
/// <param name="picture">The original picture, to which boxes refer.</param>
public sealed class PicturePyramid(PixelBuffer picture) : IDisposable
{
    private readonly List<SKBitmap> _halves = [];

    /// <summary>The original picture.</summary>
    public PixelBuffer Picture { get; } = picture ?? throw new ArgumentNullException(nameof(picture));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var half in _halves) half.Dispose();
        _halves.Clear();
    }

    /// <summary>The picture at another size, opaque RGBA; the caller disposes it.</summary>
    /// <param name="width">Pixels in a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    internal SKBitmap Scale(int width, int height)
    {
        var (level, size) = (0, new SKSizeI(Picture.Width, Picture.Height));
        while (size.Width >= 2 * width && size.Height >= 2 * height)
        {
            size = new SKSizeI((size.Width + 1) / 2, (size.Height + 1) / 2);
            if (++level > _halves.Count) _halves.Add(Of(level - 1, PictureScaler.Halve));
        }

        return Of(level, pixels => PictureScaler.Scale(pixels, width, height));
    }

    // Level 0 is the picture itself.
    private SKBitmap Of(int level, Func<SKPixmap, SKBitmap> use)
    {
        if (level == 0) return PictureScaler.With(Picture, use);
        using var pixels = _halves[level - 1].PeekPixels();
        return use(pixels);
    }
}
