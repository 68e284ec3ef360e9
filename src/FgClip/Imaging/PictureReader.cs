using System.Diagnostics;
using System.Security.Cryptography;
using FgClip.Imaging.Formats;
using FgClip.Inference.Timings;

namespace FgClip.Imaging;

/// <summary>
/// Decodes JPEG, PNG, WebP, GIF (first frame) and BMP, told apart by content and not by file name, into the bytes
/// that Pillow 11's <c>Image.open(file).convert("RGB")</c> gives: alpha is dropped and not blended, a transparent
/// palette entry keeps its colour, 16-bit grey is clipped at 255, 16-bit colour keeps its high byte, embedded
/// colour profiles and gamma are ignored. Thread-safe.
/// </summary>
public static class PictureReader
{
    /// <summary>Reads and decodes a local picture file.</summary>
    /// <param name="path">A regular file; links are followed, a relative path starts at the working folder.</param>
    /// <param name="limits">What the picture may cost; null for <see cref="PictureLimits.Default"/>.</param>
    /// <param name="orientation">Whether the EXIF orientation turns the pixels.</param>
    /// <exception cref="FgClipException">
    /// The file is missing, a folder, empty, a pipe or device, unreadable, beyond a limit, damaged, cut off or of
    /// another format.
    /// </exception>
    public static Picture Read(
        string path, PictureLimits? limits = null, OrientationPolicy orientation = OrientationPolicy.Ignore)
    {
        limits ??= PictureLimits.Default;
        return Decode(PictureFile.ReadAll(path, limits), path, limits, orientation);
    }

    /// <summary>Decodes a picture from its encoded bytes.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <param name="name">What to call the picture in messages.</param>
    /// <param name="limits">What the picture may cost; null for <see cref="PictureLimits.Default"/>.</param>
    /// <param name="orientation">Whether the EXIF orientation turns the pixels.</param>
    /// <exception cref="FgClipException">The bytes are empty, beyond a limit, damaged, cut off or of another format.</exception>
    public static Picture Decode(
        ReadOnlyMemory<byte> encoded,
        string name,
        PictureLimits? limits = null,
        OrientationPolicy orientation = OrientationPolicy.Ignore)
    {
        ArgumentNullException.ThrowIfNull(name);
        limits ??= PictureLimits.Default;
        if (encoded.IsEmpty)
        {
            throw new FgClipException(
                FgClipErrorKind.Picture, "the picture is empty", name, expected: "an encoded picture", got: "0 bytes");
        }

        var start = Stopwatch.GetTimestamp();
        limits.CheckBytes(name, encoded.Length);
        var format = PictureSignature.Recognise(encoded.Span, name);
        var (pixels, exifOrientation) = format switch
        {
            PictureFormat.Jpeg => JpegDecoder.Decode(encoded, name, limits),
            PictureFormat.Png => PngDecoder.Decode(encoded, name, limits),
            PictureFormat.WebP => WebPDecoder.Decode(encoded, name, limits),
            PictureFormat.Gif => (GifDecoder.Decode(encoded.Span, name, limits), 1),
            _ => (BmpDecoder.Decode(encoded.Span, name, limits), 1),
        };
        var turns = exifOrientation != 1;
        if (turns && orientation == OrientationPolicy.Apply) pixels = ExifOrientation.Apply(pixels, exifOrientation);
        var hash = Convert.ToHexStringLower(SHA256.HashData(encoded.Span));
        StageTimings.AddSince(Stage.Decode, start);
        return new Picture(
            pixels,
            name,
            format.ToString().ToLowerInvariant(),
            exifOrientation,
            turns && orientation == OrientationPolicy.Ignore,
            hash);
    }
}
