using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FgClip.Imaging.Formats;

/// <summary>
/// Decodes the first frame of a GIF as Pillow's GifImagePlugin does: the canvas grows to hold the frame and is
/// filled with the transparent colour (else colour 0), transparency is dropped, and without a palette the indices
/// are grey levels. Skia would blank what is transparent or outside the frame.
/// </summary>
internal static class GifDecoder
{
    private const byte Extension = (byte)'!', ImageFollows = (byte)',', Trailer = (byte)';';
    private const byte GraphicControl = 0xF9;
    private const int ScreenLength = 13, FrameLength = 9;

    /// <summary>The pixels of the first frame on its canvas.</summary>
    public static PixelBuffer Decode(ReadOnlySpan<byte> file, string name, PictureLimits limits)
    {
        var screen = Take(file, 0, ScreenLength, name);
        int width = BinaryPrimitives.ReadUInt16LittleEndian(screen[6..]), height = BinaryPrimitives.ReadUInt16LittleEndian(screen[8..]);
        var position = ScreenLength;
        var palette = ReadPalette(file, screen[10], ref position, name);
        var transparent = SkipToFrame(file, ref position, name);

        var frame = Take(file, position, FrameLength, name);
        position += FrameLength;
        int left = BinaryPrimitives.ReadUInt16LittleEndian(frame), top = BinaryPrimitives.ReadUInt16LittleEndian(frame[2..]);
        int columns = BinaryPrimitives.ReadUInt16LittleEndian(frame[4..]), rows = BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]);
        // A frame's own palette of mere grey steps does not replace a coloured one of the screen: a quirk of Pillow.
        var own = ReadPalette(file, frame[8], ref position, name);
        if (own is not null && (palette is null || !IsGreySteps(own))) palette = own;
        width = Math.Max(width, left + columns);
        height = Math.Max(height, top + rows);
        limits.CheckSides(name, width, height);
        limits.CheckSides(name, columns, rows);

        var indices = GifLzw.Decode(file[Math.Min(position, file.Length)..], columns * rows, name);
        var colors = ToColors(palette);
        var rgbx = new byte[width * height * 4];
        var pixels = MemoryMarshal.Cast<byte, uint>(rgbx.AsSpan());
        pixels.Fill(colors[transparent ?? 0]);
        var interlaced = (frame[8] & 0x40) != 0;
        for (var row = 0; row < rows; row++)
        {
            var to = pixels.Slice(((top + (interlaced ? InterlacedRow(row, rows) : row)) * width) + left, columns);
            var from = indices.AsSpan(row * columns, columns);
            for (var column = 0; column < columns; column++) to[column] = colors[from[column]];
        }

        return new PixelBuffer(width, height, rgbx);
    }

    // Stops behind the comma that announces a frame; the answer is the transparent index, if one was declared.
    private static int? SkipToFrame(ReadOnlySpan<byte> file, ref int position, string name)
    {
        int? transparent = null;
        while (true)
        {
            var mark = Take(file, position++, 1, name)[0];
            if (mark == ImageFollows) return transparent;
            if (mark == Trailer) throw PictureError.Damaged(name, PictureFormat.Gif, "it has no frame");
            if (mark != Extension) continue;

            var kind = Take(file, position++, 1, name)[0];
            for (var first = true; ; first = false)
            {
                var length = Take(file, position++, 1, name)[0];
                if (length == 0) break;
                var block = Take(file, position, length, name);
                position += length;
                if (first && kind == GraphicControl && length >= 4 && (block[0] & 1) != 0) transparent = block[3];
            }
        }
    }

    private static byte[]? ReadPalette(ReadOnlySpan<byte> file, byte flags, ref int position, string name)
    {
        if ((flags & 0x80) == 0) return null;
        var palette = Take(file, position, 3 << ((flags & 7) + 1), name);
        position += palette.Length;
        return palette.ToArray();
    }

    private static uint[] ToColors(byte[]? palette)
    {
        // Pillow treats a palette of equal steps from black as no palette at all. Only then do indices beyond it
        // mean something; otherwise they are black.
        var grey = palette is null || IsGreySteps(palette);
        var colors = new uint[256];
        for (var i = 0; i < colors.Length; i++)
        {
            colors[i] = grey ? PackedColor.FromRgb((byte)i, (byte)i, (byte)i)
                : i * 3 < palette!.Length ? PackedColor.FromRgb(palette[i * 3], palette[(i * 3) + 1], palette[(i * 3) + 2])
                : PackedColor.FromRgb(0, 0, 0);
        }

        return colors;
    }

    private static bool IsGreySteps(byte[] palette)
    {
        for (var i = 0; i < palette.Length; i++)
        {
            if (palette[i] != i / 3) return false;
        }

        return true;
    }

    // Rows come as every eighth, the fourths between them, the seconds, the rest.
    private static int InterlacedRow(int row, int rows)
    {
        foreach (var (first, step) in ((int, int)[])[(0, 8), (4, 8), (2, 4)])
        {
            var count = rows <= first ? 0 : ((rows - first - 1) / step) + 1;
            if (row < count) return first + (row * step);
            row -= count;
        }

        return 1 + (row * 2);
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> file, int position, int length, string name) =>
        position <= file.Length - length ? file.Slice(position, length) : throw PictureError.CutOff(name, PictureFormat.Gif);
}
