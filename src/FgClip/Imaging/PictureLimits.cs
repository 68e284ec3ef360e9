using System.Globalization;

namespace FgClip.Imaging;

/// <summary>What a picture may cost; both limits are checked before anything is decoded.</summary>
public sealed record PictureLimits
{
    /// <summary>50 MB encoded and 64 million pixels.</summary>
    public static PictureLimits Default { get; } = new();

    /// <summary>Largest encoded picture in bytes, above 0; default 50 000 000.</summary>
    /// <exception cref="FgClipException">The value is not above 0.</exception>
    public long MaxBytes
    {
        get;
        init => field = Positive(value, nameof(MaxBytes));
    } = 50_000_000;

    /// <summary>Largest width · height in pixels, above 0; default 64 000 000.</summary>
    /// <exception cref="FgClipException">The value is not above 0.</exception>
    public long MaxPixels
    {
        get;
        init => field = Positive(value, nameof(MaxPixels));
    } = 64_000_000;

    /// <summary>Refuses an encoded picture above <see cref="MaxBytes"/>.</summary>
    internal void CheckBytes(string name, long bytes)
    {
        if (bytes <= MaxBytes) return;
        throw new FgClipException(
            FgClipErrorKind.Picture,
            "the file is too large",
            name,
            $"at most {Grouped(MaxBytes)} bytes",
            $"{Grouped(bytes)} bytes",
            "Save the picture smaller, or raise the limit (--max-megabytes).");
    }

    /// <summary>Refuses sides that are not positive or whose product is above <see cref="MaxPixels"/>.</summary>
    internal void CheckSides(string name, long width, long height)
    {
        if (width < 1 || height < 1)
        {
            throw new FgClipException(
                FgClipErrorKind.Picture,
                "the picture has no pixels",
                name,
                "both sides at least 1",
                $"{width}×{height}");
        }

        // Sides come from header fields of 32 bits, whose product may pass 63 bits.
        var pixels = (decimal)width * height;
        var limit = Math.Min(MaxPixels, Array.MaxLength / 4);
        if (pixels <= limit) return;
        throw new FgClipException(
            FgClipErrorKind.Picture,
            "the picture has too many pixels",
            name,
            $"at most {Grouped(limit)}",
            $"{width}×{height}, {Grouped(pixels)} pixels",
            limit == MaxPixels
                ? "Save the picture smaller, or raise the limit (--max-megapixels)."
                : "Save the picture smaller: no limit allows more.");
    }

    private static string Grouped(decimal number) =>
        number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static long Positive(long value, string name) => value > 0
        ? value
        : throw new FgClipException(
            FgClipErrorKind.Argument,
            $"the limit {name} is not positive",
            expected: "a number above 0",
            got: value.ToString(CultureInfo.InvariantCulture));
}
