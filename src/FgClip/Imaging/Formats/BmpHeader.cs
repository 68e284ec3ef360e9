using System.Buffers.Binary;

namespace FgClip.Imaging.Formats;

/// <summary>The headers of a BMP, read as Pillow's BmpImagePlugin reads them.</summary>
internal readonly record struct BmpHeader
{
    private const int FileHeader = 14, OldHeader = 12;
    private const int MasksAt = 40;

    /// <summary>Pixels in a row.</summary>
    public required long Width { get; init; }

    /// <summary>Rows.</summary>
    public required long Height { get; init; }

    /// <summary>Whether the first row stored is the top one.</summary>
    public required bool TopDown { get; init; }

    /// <summary>Bits of a pixel: 1, 4, 8 (indices), 16, 24 or 32.</summary>
    public required int Bits { get; init; }

    /// <summary>How the pixels are stored.</summary>
    public required BmpCompression Compression { get; init; }

    /// <summary>Where red lies in a pixel of 16 or more bits; all three masks are 0 where the layout is the usual one.</summary>
    public uint RedMask { get; init; }

    /// <summary>Where green lies.</summary>
    public uint GreenMask { get; init; }

    /// <summary>Where blue lies.</summary>
    public uint BlueMask { get; init; }

    /// <summary>Colours of the palette, of 3 or 4 bytes each: blue, green, red.</summary>
    public required int Colors { get; init; }

    /// <summary>Bytes of one colour of the palette.</summary>
    public required int ColorSize { get; init; }

    /// <summary>Where the palette starts.</summary>
    public required int PaletteOffset { get; init; }

    /// <summary>Where the pixels start.</summary>
    public required long PixelOffset { get; init; }

    /// <summary>Reads the headers.</summary>
    /// <exception cref="FgClipException">They are cut off or of a kind that is not supported.</exception>
    public static BmpHeader Read(ReadOnlySpan<byte> file, string name)
    {
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        var size = (int)BinaryPrimitives.ReadUInt32LittleEndian(file[FileHeader..]);
        if (size is not (OldHeader or 40 or 52 or 56 or 64 or 108 or 124))
        {
            throw PictureError.Unsupported(name, PictureFormat.Bmp, $"a header of {size} bytes");
        }

        if (file.Length < FileHeader + size) throw PictureError.CutOff(name, PictureFormat.Bmp);
        var header = file.Slice(FileHeader, size);
        var old = size == OldHeader;
        int bits = Read16(header[(old ? 10 : 14)..]);
        if (bits is not (1 or 4 or 8 or 16 or 24 or 32))
        {
            throw PictureError.Unsupported(name, PictureFormat.Bmp, $"{bits} bits a pixel");
        }

        var compression = old ? BmpCompression.None : (BmpCompression)Read32(header[16..]);
        var palette = FileHeader + size;
        ReadOnlySpan<byte> masks = [];
        if (compression == BmpCompression.BitFields)
        {
            // The shortest header that knows of masks has them behind it.
            var behind = size == MasksAt;
            if (behind && file.Length < palette + 12) throw PictureError.CutOff(name, PictureFormat.Bmp);
            masks = behind ? file.Slice(palette, 12) : header[MasksAt..];
            if (behind) palette += 12;
        }

        var declared = old ? 0 : Read32(header[32..]);
        var colors = bits > 8 ? 0 : (int)Math.Min(256, declared == 0 ? 1u << bits : declared);
        if (offset == 0) offset = palette + ((long)colors * (old ? 3 : 4));
        else if (bits <= 8 && offset == FileHeader + size) offset += 4L * colors;

        // A height whose highest byte is FF is negative: its rows run downwards.
        var topDown = !old && header[11] == 0xFF;
        long height = old ? Read16(header[6..]) : Read32(header[8..]);
        return new BmpHeader
        {
            Width = old ? Read16(header[4..]) : Read32(header[4..]),
            Height = topDown ? (1L << 32) - height : height,
            TopDown = topDown,
            Bits = bits,
            Compression = compression,
            RedMask = masks.IsEmpty ? 0 : Read32(masks),
            GreenMask = masks.IsEmpty ? 0 : Read32(masks[4..]),
            BlueMask = masks.IsEmpty ? 0 : Read32(masks[8..]),
            Colors = colors,
            ColorSize = old ? 3 : 4,
            PaletteOffset = palette,
            PixelOffset = offset,
        };
    }

    private static ushort Read16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint Read32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
