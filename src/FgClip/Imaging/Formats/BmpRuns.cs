namespace FgClip.Imaging.Formats;

/// <summary>Decodes the run-length encoded indices of a BMP of 4 or 8 bits.</summary>
internal static class BmpRuns
{
    private const int EndOfRow = 0, EndOfPicture = 1, Move = 2;

    /// <summary>The indices in the order of the file, [height, width]; what the data skip is index 0.</summary>
    /// <exception cref="FgClipException">The data end before the picture does.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> data, int width, int height, bool nibbles, string name)
    {
        var indices = new byte[width * height];
        int position = 0, x = 0, y = 0;
        while (y < height)
        {
            var pair = Take(data, ref position, 2, name);
            int count = pair[0], value = pair[1];
            if (count > 0)
            {
                for (var i = 0; i < count && x < width; i++)
                {
                    indices[(y * width) + x++] = (byte)(!nibbles ? value : i % 2 == 0 ? value >> 4 : value & 15);
                }
            }
            else if (value == EndOfPicture)
            {
                break;
            }
            else if (value == EndOfRow)
            {
                (x, y) = (0, y + 1);
            }
            else if (value == Move)
            {
                var step = Take(data, ref position, 2, name);
                (x, y) = (Math.Min(width, x + step[0]), y + step[1]);
            }
            else
            {
                // That many indices as they are, padded to an even number of bytes.
                var length = nibbles ? (value + 1) / 2 : value;
                var literal = Take(data, ref position, length, name);
                position = Math.Min(data.Length, position + (length & 1));
                for (var i = 0; i < value && x < width; i++)
                {
                    indices[(y * width) + x++] = (byte)(!nibbles ? literal[i] : i % 2 == 0 ? literal[i / 2] >> 4 : literal[i / 2] & 15);
                }
            }

            // Some writers leave out the end of the last row.
            if (x == width && y == height - 1) break;
        }

        return indices;
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> data, ref int position, int length, string name)
    {
        if (position > data.Length - length) throw PictureError.CutOff(name, PictureFormat.Bmp);
        var taken = data.Slice(position, length);
        position += length;
        return taken;
    }
}
