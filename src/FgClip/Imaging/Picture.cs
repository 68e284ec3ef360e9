using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace FgClip.Imaging;

/// <summary>A decoded picture and what is known about its source. Immutable, safe to share between threads.</summary>
public sealed class Picture
{
    internal Picture(
        PixelBuffer pixels, string name, string format, int exifOrientation, bool exifIgnored, string contentHash)
    {
        Pixels = pixels;
        Name = name;
        Format = format;
        ExifOrientation = exifOrientation;
        ExifIgnored = exifIgnored;
        ContentHash = contentHash;
    }

    /// <summary>The pixels in the frame that was chosen: as stored, or turned by EXIF.</summary>
    public PixelBuffer Pixels { get; }

    /// <summary>What the picture is called in messages: its path, or whatever the caller named it.</summary>
    public string Name { get; }

    /// <summary><c>jpeg</c>, <c>png</c>, <c>webp</c>, <c>gif</c>, <c>bmp</c>, or <c>pixels</c> where nothing was decoded.</summary>
    public string Format { get; }

    /// <summary>The EXIF orientation of the file, 1 to 8; 1 where it has none or an invalid one.</summary>
    public int ExifOrientation { get; }

    /// <summary>True where EXIF would have turned or mirrored the picture, but the policy was to ignore it.</summary>
    public bool ExifIgnored { get; }

    /// <summary>
    /// Lower-case hexadecimal SHA-256 of the encoded bytes. It does not tell apart the stored and the turned frame
    /// of one file: a key of something computed from the pixels also needs <see cref="ExifIgnored"/>.
    /// </summary>
    public string ContentHash { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width => Pixels.Width;

    /// <summary>Rows.</summary>
    public int Height => Pixels.Height;

    /// <summary>
    /// A part of the picture as a picture of its own. Its <see cref="ContentHash"/> is the SHA-256 of a line of text with this
    /// picture's hash, whether it was turned, and the four edges, so that no pixel has to be read for it.
    /// </summary>
    /// <param name="region">In pixels of this picture, rounded as <see cref="PixelBuffer.WholePixels"/> does.</param>
    /// <exception cref="FgClipException">The region is empty, not finite or not inside the picture.</exception>
    public Picture Crop(BoxPixels region)
    {
        var part = Pixels.WholePixels(region);
        var turned = ExifOrientation != 1 && !ExifIgnored;
        var origin = string.Create(
            CultureInfo.InvariantCulture,
            $"{ContentHash} {(turned ? "turned" : "stored")} {(int)part.X1} {(int)part.Y1} {(int)part.X2} {(int)part.Y2}");
        return new Picture(
            Pixels.Crop(part), Name, "pixels", 1, exifIgnored: false, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(origin))));
    }

    /// <summary>
    /// A picture from pixels that the caller has already decoded. Its <see cref="ContentHash"/> covers width and
    /// height (32-bit little endian) and then the packed RGB bytes.
    /// </summary>
    /// <param name="pixels">The pixels; shared, not copied.</param>
    /// <param name="name">What to call the picture in messages.</param>
    public static Picture FromPixels(PixelBuffer pixels, string name)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> sides = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(sides, pixels.Width);
        BinaryPrimitives.WriteInt32LittleEndian(sides[4..], pixels.Height);
        hash.AppendData(sides);
        hash.AppendData(pixels.ToRgb24());
        return new Picture(
            pixels, name, "pixels", 1, exifIgnored: false, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
