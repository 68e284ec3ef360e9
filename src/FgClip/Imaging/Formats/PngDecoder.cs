using System.Runtime.InteropServices;

namespace FgClip.Imaging.Formats;

/// <summary>
/// Decodes PNG. Skia gives Pillow's bytes except for 16-bit grey and for indices beyond the palette: those two
/// kinds are read here.
/// </summary>
internal static class PngDecoder
{
    /// <summary>The pixels and the EXIF orientation.</summary>
    public static (PixelBuffer Pixels, int Orientation) Decode(
        ReadOnlyMemory<byte> encoded, string name, PictureLimits limits)
    {
        var header = PngHeader.Read(encoded.Span, name);
        limits.CheckSides(name, header.Width, header.Height);
        var pixels = header.IsGrey16 || header.IsShortPalette
            ? DecodeRows(encoded.Span, header, name)
            : SkiaDecoder.Decode(encoded, PictureFormat.Png, name, limits).Pixels;
        return (pixels, header.Orientation);
    }

    private static PixelBuffer DecodeRows(ReadOnlySpan<byte> file, PngHeader header, string name)
    {
        int width = (int)header.Width, height = (int)header.Height;
        var colors = header.IsGrey16 ? [] : ReadPalette(file, name);
        var rgbx = new byte[width * height * 4];
        var pixels = MemoryMarshal.Cast<byte, uint>(rgbx.AsSpan());
        using var rows = new PngRows(file, header, name);
        foreach (var pass in header.Interlaced ? PngPass.Adam7 : PngPass.Whole)
        {
            int columns = pass.Columns(width), count = pass.Rows(height);
            if (columns == 0 || count == 0) continue;
            rows.StartPass(columns);
            for (var row = 0; row < count; row++)
            {
                var line = rows.Next();
                var to = pixels[(((pass.Top + (row * pass.StepY)) * width) + pass.Left)..];
                for (var column = 0; column < columns; column++)
                {
                    to[column * pass.StepX] = header.IsGrey16
                        ? Grey(line[column * 2] == 0 ? line[(column * 2) + 1] : (byte)255)
                        : colors[Index(line, column, header.BitDepth)];
                }
            }
        }

        return new PixelBuffer(width, height, rgbx);
    }

    private static uint[] ReadPalette(ReadOnlySpan<byte> file, string name)
    {
        // Indices beyond the palette are black, as in Pillow.
        var colors = new uint[256];
        var chunks = new PngChunks(file);
        while (chunks.MoveNext() && !chunks.Type.SequenceEqual("IDAT"u8))
        {
            if (!chunks.Type.SequenceEqual("PLTE"u8)) continue;
            for (var i = 0; i < Math.Min(colors.Length, chunks.Data.Length / 3); i++)
            {
                colors[i] = PackedColor.FromRgb(chunks.Data[i * 3], chunks.Data[(i * 3) + 1], chunks.Data[(i * 3) + 2]);
            }

            return colors;
        }

        throw PictureError.Damaged(name, PictureFormat.Png, "it has no palette");
    }

    private static uint Grey(byte value) => PackedColor.FromRgb(value, value, value);

    private static int Index(ReadOnlySpan<byte> line, int column, int depth)
    {
        var bit = column * depth;
        return (line[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }
}
