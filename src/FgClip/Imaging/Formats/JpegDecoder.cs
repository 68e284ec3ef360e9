namespace FgClip.Imaging.Formats;

/// <summary>
/// Decodes JPEG: Skia's libjpeg-turbo with the accurate integer transform and smooth chroma upsampling gives
/// Pillow's bytes, CMYK and YCCK with inverted ink included.
/// </summary>
internal static class JpegDecoder
{
    /// <summary>The pixels and the EXIF orientation.</summary>
    public static (PixelBuffer Pixels, int Orientation) Decode(
        ReadOnlyMemory<byte> encoded, string name, PictureLimits limits)
    {
        var structure = JpegStructure.Read(encoded.Span, name);
        limits.CheckSides(name, structure.Width, structure.Height);
        structure.CheckDecodable(name);
        return SkiaDecoder.Decode(encoded, PictureFormat.Jpeg, name, limits);
    }
}
