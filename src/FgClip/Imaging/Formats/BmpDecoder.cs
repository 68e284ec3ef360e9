using System.Runtime.InteropServices;

namespace FgClip.Imaging.Formats;

/// <summary>
/// Decodes BMP as Pillow's BmpImagePlugin does: 5 and 6 bits widen by value·255/31 and value·255/63 rounded down,
/// the fourth byte of 32 bits is dropped, indices beyond the palette are black. Skia widens by repeating bits.
/// </summary>
internal static class BmpDecoder
{
    /// <summary>The pixels.</summary>
    public static PixelBuffer Decode(ReadOnlySpan<byte> file, string name, PictureLimits limits)
    {
        var header = BmpHeader.Read(file, name);
        limits.CheckSides(name, header.Width, header.Height);
        int width = (int)header.Width, height = (int)header.Height;
        if (header.PixelOffset > file.Length) throw PictureError.CutOff(name, PictureFormat.Bmp);
        var data = file[(int)header.PixelOffset..];
        var rgbx = new byte[width * height * 4];
        var pixels = MemoryMarshal.Cast<byte, uint>(rgbx.AsSpan());
        var colors = header.Bits <= 8 ? ReadPalette(file, header, name) : [];
        var runs = header.Compression switch
        {
            BmpCompression.None or BmpCompression.BitFields => null,
            BmpCompression.Runs8 when header.Bits == 8 => BmpRuns.Decode(data, width, height, nibbles: false, name),
            BmpCompression.Runs4 when header.Bits == 4 => BmpRuns.Decode(data, width, height, nibbles: true, name),
            _ => throw PictureError.Unsupported(
                name, PictureFormat.Bmp, $"compression {(uint)header.Compression} at {header.Bits} bits a pixel"),
        };

        // Rows are padded to four bytes; the padding of the last one may be missing.
        var stride = (((width * (long)header.Bits) + 31) >> 3) & ~3L;
        var length = ((width * (long)header.Bits) + 7) / 8;
        if (runs is null && ((height - 1) * stride) + length > data.Length) throw PictureError.CutOff(name, PictureFormat.Bmp);
        var layout = header.Bits > 8 ? BmpLayout.Of(header, name) : default;
        for (var row = 0; row < height; row++)
        {
            var to = pixels.Slice((header.TopDown ? row : height - 1 - row) * width, width);
            var line = runs is null ? data.Slice((int)(row * stride), (int)length) : runs.AsSpan(row * width, width);
            for (var x = 0; x < width; x++)
            {
                to[x] = header.Bits > 8 ? layout.Read(line, x) : colors[Index(line, x, runs is null ? header.Bits : 8)];
            }
        }

        return new PixelBuffer(width, height, rgbx);
    }

    private static uint[] ReadPalette(ReadOnlySpan<byte> file, BmpHeader header, string name)
    {
        if (file.Length < header.PaletteOffset + (header.Colors * header.ColorSize)) throw PictureError.CutOff(name, PictureFormat.Bmp);
        var entries = file[header.PaletteOffset..];
        var colors = new uint[256];
        var black = PackedColor.FromRgb(0, 0, 0);
        var steps = true;
        for (var i = 0; i < colors.Length; i++)
        {
            colors[i] = black;
            if (i >= header.Colors) continue;
            var entry = entries.Slice(i * header.ColorSize, 3);
            colors[i] = PackedColor.FromRgb(entry[2], entry[1], entry[0]);
            steps &= entry[0] == i && entry[1] == i && entry[2] == i;
        }

        // Pillow treats equal steps from black as no palette: indices beyond it are grey levels, too.
        for (var i = header.Colors; steps && header.Colors != 2 && i < colors.Length; i++)
        {
            colors[i] = PackedColor.FromRgb((byte)i, (byte)i, (byte)i);
        }

        return colors;
    }

    private static int Index(ReadOnlySpan<byte> line, int x, int bits)
    {
        var bit = (long)x * bits;
        return (line[(int)(bit >> 3)] >> (8 - bits - (int)(bit & 7))) & ((1 << bits) - 1);
    }
}
