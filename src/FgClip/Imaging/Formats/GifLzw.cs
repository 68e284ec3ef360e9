namespace FgClip.Imaging.Formats;

/// <summary>Decodes the compressed indices of a GIF frame.</summary>
internal static class GifLzw
{
    private const int MostBits = 12, TableSize = 1 << MostBits, None = -1;

    /// <summary>Exactly <paramref name="count"/> indices; what follows them is not looked at, as in Pillow.</summary>
    /// <param name="data">The code size, then blocks of codes with a length byte each.</param>
    /// <param name="count">Pixels of the frame.</param>
    /// <param name="name">The picture, for messages.</param>
    public static byte[] Decode(ReadOnlySpan<byte> data, int count, string name)
    {
        if (data.IsEmpty) throw PictureError.CutOff(name, PictureFormat.Gif);
        int size = data[0];
        if (size >= MostBits) throw PictureError.Damaged(name, PictureFormat.Gif, $"codes of {size} bits do not exist");

        // Entry i stands for the indices of entry prefix[i], followed by last[i].
        int clear = 1 << size, end = clear + 1;
        Span<short> prefix = stackalloc short[TableSize];
        Span<byte> last = stackalloc byte[TableSize];
        Span<byte> reversed = stackalloc byte[TableSize];
        for (var i = 0; i < clear; i++) last[i] = (byte)i;

        var indices = new byte[count];
        var filled = 0;
        var codes = new GifCodes(data[1..]);
        int next = clear + 2, bits = size + 1, previous = None;
        while (filled < count)
        {
            var code = codes.Read(bits);
            if (code < 0) throw PictureError.CutOff(name, PictureFormat.Gif);
            if (code == clear)
            {
                (next, bits, previous) = (clear + 2, size + 1, None);
                continue;
            }

            if (code == end) throw PictureError.CutOff(name, PictureFormat.Gif);
            if (code > next || (previous == None && code >= clear))
            {
                throw PictureError.Damaged(name, PictureFormat.Gif, "its codes contradict each other");
            }

            // A code that is only being defined repeats the previous entry and ends with its first index.
            var length = 0;
            var entry = code;
            if (code == next)
            {
                length = 1;
                entry = previous;
            }

            while (entry >= clear)
            {
                reversed[length++] = last[entry];
                entry = prefix[entry];
            }

            var first = last[entry];
            reversed[length++] = first;
            if (code == next) reversed[0] = first;
            if (previous != None && next < TableSize)
            {
                prefix[next] = (short)previous;
                last[next] = first;
                if (++next == 1 << bits && bits < MostBits) bits++;
            }

            previous = code;
            while (length > 0 && filled < count) indices[filled++] = reversed[--length];
        }

        return indices;
    }
}
