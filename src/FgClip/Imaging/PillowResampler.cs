using FgClip.Imaging.Resampling;

namespace FgClip.Imaging;

/// <summary>
/// Resizes pictures to the byte as Pillow 11's <c>Image.resize</c> does with 8-bit pixels (Resample.c): first along
/// the rows, rounded to bytes, then along the columns; a side that stays as it is is not touched. Thread-safe.
/// </summary>
public static class PillowResampler
{
    /// <summary>The picture in another size.</summary>
    /// <param name="source">The picture; returned itself where the size does not change.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="filter">How pixels are weighted.</param>
    /// <exception cref="FgClipException">A side is below 1, or the result would not fit into one array.</exception>
    public static PixelBuffer Resize(PixelBuffer source, int width, int height, ResampleFilter filter) =>
        Resize(source, width, height, filter, Environment.ProcessorCount, Avx2Kernel.IsSupported);

    /// <summary>The same with at most <paramref name="workers"/> threads, and with or without AVX2.</summary>
    internal static PixelBuffer Resize(
        PixelBuffer source, int width, int height, ResampleFilter filter, int workers, bool useAvx2)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (width < 1 || height < 1 || (long)width * height > Array.MaxLength / 4)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "a picture cannot be resized to this size",
                expected: $"both sides at least 1 and at most {Array.MaxLength / 4} pixels",
                got: $"{width}×{height}");
        }

        if (!Enum.IsDefined(filter))
        {
            throw new FgClipException(FgClipErrorKind.Argument, "this filter does not exist", got: $"{(int)filter}");
        }

        return (width, height) == (source.Width, source.Height)
            ? source
            : new ResizeRun(source, width, height, filter, useAvx2).Execute(workers);
    }
}
