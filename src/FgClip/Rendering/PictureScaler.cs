using FgClip.Imaging;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>Scales pictures for people to look at. What the model sees is resampled elsewhere, bit by bit like the reference.</summary>
internal static class PictureScaler
{
    /// <summary>The picture at another size, opaque RGBA; the caller disposes it.</summary>
    /// <param name="picture">The pixels to scale.</param>
    /// <param name="width">Pixels in a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    public static SKBitmap Scale(PixelBuffer picture, int width, int height) => With(picture, source => Scale(source, width, height));

    /// <inheritdoc cref="Scale(PixelBuffer, int, int)"/>
    public static SKBitmap Scale(SKPixmap source, int width, int height)
    {
        // Halving first, where every pixel is the mean of the four (or two) it covers, leaves less than a factor of
        // two to the cubic filter, which would otherwise skip pixels and let fine patterns flicker.
        var halfWidth = source.Width >= 2 * width ? (source.Width + 1) / 2 : source.Width;
        var halfHeight = source.Height >= 2 * height ? (source.Height + 1) / 2 : source.Height;
        if (halfWidth == source.Width && halfHeight == source.Height)
        {
            var sameSize = source.Width == width && source.Height == height;
            return Resample(source, width, height, sameSize ? SKSamplingOptions.Default : new(SKCubicResampler.Mitchell));
        }

        using var half = Resample(source, halfWidth, halfHeight, new SKSamplingOptions(SKFilterMode.Linear));
        using var pixels = half.PeekPixels();
        return Scale(pixels, width, height);
    }

    /// <summary>The picture with both sides halved, rounded up: a first step of <see cref="Scale(SKPixmap, int, int)"/>.</summary>
    public static SKBitmap Halve(SKPixmap source) =>
        Resample(source, (source.Width + 1) / 2, (source.Height + 1) / 2, new SKSamplingOptions(SKFilterMode.Linear));

    /// <summary>Lets Skia read the pixels of a picture.</summary>
    public static SKBitmap With(PixelBuffer picture, Func<SKPixmap, SKBitmap> use)
    {
        unsafe
        {
            fixed (byte* pixels = picture.Rgbx)
            {
                // The fourth byte means nothing: Rgb888x makes Skia read it as opaque.
                var info = new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgb888x, SKAlphaType.Opaque);
                using var source = new SKPixmap(info, (IntPtr)pixels);
                return use(source);
            }
        }
    }

    private static SKBitmap Resample(SKPixmap source, int width, int height, SKSamplingOptions sampling)
    {
        var target = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var pixels = target.PeekPixels();
        if (source.ScalePixels(pixels, sampling)) return target;
        target.Dispose();
        throw new FgClipException(
            FgClipErrorKind.Picture, "picture cannot be scaled", got: $"{source.Width}×{source.Height} to {width}×{height}");
    }
}
