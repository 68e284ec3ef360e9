using System.IO.Compression;

namespace FgClip.Imaging.Formats;

/// <summary>Inflates the image data of a PNG and undoes the filter of each row (PNG specification, section 9).</summary>
internal sealed class PngRows : IDisposable
{
    private readonly string _name;
    private readonly int _bits;
    private readonly ZLibStream _inflated;
    private byte[] _current;
    private byte[] _previous;
    private int _length;

    /// <summary>Joins the image data of one-channel pixels.</summary>
    public PngRows(ReadOnlySpan<byte> file, PngHeader header, string name)
    {
        _name = name;
        _bits = header.BitDepth;
        var joined = new MemoryStream();
        var chunks = new PngChunks(file);
        while (chunks.MoveNext())
        {
            if (chunks.Type.SequenceEqual("IDAT"u8)) joined.Write(chunks.Data);
        }

        joined.Position = 0;
        _inflated = new ZLibStream(joined, CompressionMode.Decompress);
        _current = new byte[Bytes((int)header.Width)];
        _previous = new byte[_current.Length];
    }

    /// <summary>Starts a pass whose rows have <paramref name="columns"/> pixels: the row above its first is zero.</summary>
    public void StartPass(int columns)
    {
        _length = Bytes(columns);
        Array.Clear(_previous);
        Array.Clear(_current);
    }

    /// <summary>The bytes of the next row, valid until the next call.</summary>
    /// <exception cref="FgClipException">The data end early or are damaged.</exception>
    public ReadOnlySpan<byte> Next()
    {
        (_current, _previous) = (_previous, _current);
        var row = _current.AsSpan(0, _length);
        int filter;
        try
        {
            filter = _inflated.ReadByte();
            _inflated.ReadExactly(row);
        }
        catch (EndOfStreamException error)
        {
            throw PictureError.CutOff(_name, PictureFormat.Png, error);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw PictureError.Damaged(_name, PictureFormat.Png, "its compressed data are corrupt", error);
        }

        Unfilter(filter, row, _previous.AsSpan(0, _length));
        return row;
    }

    /// <inheritdoc/>
    public void Dispose() => _inflated.Dispose();

    private void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        // The pixel to the left is this many bytes away; packed pixels count as one byte.
        var step = Math.Max(1, _bits / 8);
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step], aboveLeft = i < step ? 0 : above[i - step];
            row[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], aboveLeft),
                _ => throw PictureError.Damaged(_name, PictureFormat.Png, $"filter {filter} does not exist"),
            });
        }
    }

    private static int Paeth(int left, int above, int aboveLeft)
    {
        int byLeft = Math.Abs(above - aboveLeft),
            byAbove = Math.Abs(left - aboveLeft),
            byAboveLeft = Math.Abs(left + above - (2 * aboveLeft));
        return byLeft <= byAbove && byLeft <= byAboveLeft ? left : byAbove <= byAboveLeft ? above : aboveLeft;
    }

    private int Bytes(int columns) => (int)((((long)columns * _bits) + 7) / 8);
}
