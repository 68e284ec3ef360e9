using System.Buffers.Binary;
using System.Numerics;

namespace FgClip.Imaging.Formats;

/// <summary>How a BMP pixel of 16, 24 or 32 bits holds red, green and blue.</summary>
internal readonly record struct BmpLayout
{
    private readonly int _bytes;
    private readonly int _red;
    private readonly int _green;
    private readonly int _blue;
    private readonly int _greenMost;

    // Offsets are in bits of a 16-bit pixel, else in bytes.
    private BmpLayout(int bytes, int red, int green, int blue, int greenMost)
    {
        _bytes = bytes;
        _red = red;
        _green = green;
        _blue = blue;
        _greenMost = greenMost;
    }

    /// <summary>The layout that the header declares.</summary>
    /// <exception cref="FgClipException">Its bit fields are none that are decoded.</exception>
    public static BmpLayout Of(BmpHeader header, string name)
    {
        var (red, green, blue) = (header.RedMask, header.GreenMask, header.BlueMask);
        var usual = header.Compression == BmpCompression.None;
        var fields = (header.Bits, red, green, blue);
        if (header.Bits == 16)
        {
            if (usual || fields == (16, 0x7C00u, 0x03E0u, 0x001Fu)) return new BmpLayout(2, 10, 5, 0, 31);
            if (fields == (16, 0xF800u, 0x07E0u, 0x001Fu)) return new BmpLayout(2, 11, 5, 0, 63);
        }
        else if (usual || (header.Bits == 32 && (red | green | blue) == 0))
        {
            return new BmpLayout(header.Bits / 8, 2, 1, 0, 255);
        }
        else if (IsByte(red, header.Bits) && IsByte(green, header.Bits) && IsByte(blue, header.Bits))
        {
            return new BmpLayout(header.Bits / 8, Byte(red), Byte(green), Byte(blue), 255);
        }

        throw PictureError.Unsupported(name, PictureFormat.Bmp, $"bit fields {red:X8} {green:X8} {blue:X8}");
    }

    /// <summary>The pixel at column <paramref name="x"/>.</summary>
    public uint Read(ReadOnlySpan<byte> line, int x)
    {
        var pixel = line.Slice(x * _bytes, _bytes);
        if (_bytes > 2) return PackedColor.FromRgb(pixel[_red], pixel[_green], pixel[_blue]);
        int value = BinaryPrimitives.ReadUInt16LittleEndian(pixel);
        return PackedColor.FromRgb(
            (byte)(((value >> _red) & 31) * 255 / 31),
            (byte)(((value >> _green) & _greenMost) * 255 / _greenMost),
            (byte)(((value >> _blue) & 31) * 255 / 31));
    }

    private static bool IsByte(uint mask, int bits) =>
        mask is 0xFF or 0xFF00 or 0xFF0000 or 0xFF000000 && Byte(mask) < bits / 8;

    private static int Byte(uint mask) => BitOperations.TrailingZeroCount(mask) / 8;
}
