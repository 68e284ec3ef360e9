using SkiaSharp;

namespace FgClip.Imaging.Formats;

/// <summary>
/// Decodes with Skia's codecs where they give Pillow's bytes: unpremultiplied, so that alpha can be dropped, and
/// without a colour space, so that profiles and gamma change nothing.
/// </summary>
internal static class SkiaDecoder
{
    /// <summary>The first frame, and the EXIF orientation (1 to 8) as Skia reads it.</summary>
    public static unsafe (PixelBuffer Pixels, int Orientation) Decode(
        ReadOnlyMemory<byte> encoded, PictureFormat format, string name, PictureLimits limits)
    {
        using var pin = encoded.Pin();
        using var data = SKData.Create((nint)pin.Pointer, encoded.Length);
        using var stream = new SKMemoryStream(data);
        using var codec = SKCodec.Create(stream, out var opened);
        if (codec is null) throw Refused(opened, format, name);

        limits.CheckSides(name, codec.Info.Width, codec.Info.Height);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var rgba = GC.AllocateUninitializedArray<byte>(info.BytesSize);
        fixed (byte* pixels = rgba)
        {
            var decoded = codec.GetPixels(info, (nint)pixels, info.RowBytes, SKCodecOptions.Default);
            if (decoded != SKCodecResult.Success) throw Refused(decoded, format, name);
        }

        return (new PixelBuffer(info.Width, info.Height, rgba), (int)codec.EncodedOrigin);
    }

    private static FgClipException Refused(SKCodecResult result, PictureFormat format, string name) => result switch
    {
        SKCodecResult.IncompleteInput => PictureError.CutOff(name, format),
        SKCodecResult.InternalError => new FgClipException(
            FgClipErrorKind.Picture, "the decoder failed, perhaps for lack of memory", name, got: result.ToString()),
        _ => PictureError.Damaged(name, format, $"the decoder says {result}"),
    };
}
