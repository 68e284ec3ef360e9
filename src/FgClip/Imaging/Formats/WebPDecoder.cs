using System.Buffers.Binary;

namespace FgClip.Imaging.Formats;

/// <summary>Decodes WebP, the first frame of an animated one on its whole canvas, by Skia.</summary>
internal static class WebPDecoder
{
    /// <summary>The pixels and the EXIF orientation.</summary>
    public static (PixelBuffer Pixels, int Orientation) Decode(
        ReadOnlyMemory<byte> encoded, string name, PictureLimits limits)
    {
        // Skia also draws a file that lacks its last bytes; Pillow refuses it by the length in the RIFF header.
        if (BinaryPrimitives.ReadUInt32LittleEndian(encoded.Span[4..]) > encoded.Length - 8)
        {
            throw PictureError.CutOff(name, PictureFormat.WebP);
        }

        return SkiaDecoder.Decode(encoded, PictureFormat.WebP, name, limits);
    }
}
