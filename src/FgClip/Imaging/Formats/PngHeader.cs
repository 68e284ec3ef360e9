using System.Buffers.Binary;

namespace FgClip.Imaging.Formats;

/// <summary>What the chunks of a PNG say, without decoding.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="BitDepth">Bits of a sample or of an index.</param>
/// <param name="ColorType">0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.</param>
/// <param name="Interlaced">Whether the rows come in seven passes.</param>
/// <param name="PaletteEntries">Colours of the palette, 0 without one.</param>
/// <param name="Orientation">The EXIF orientation, 1 to 8.</param>
internal readonly record struct PngHeader(
    long Width, long Height, int BitDepth, int ColorType, bool Interlaced, int PaletteEntries, int Orientation)
{
    /// <summary>The colour type of indices into a palette.</summary>
    public const int Palette = 3;

    private const int HeaderLength = 13;

    /// <summary>16-bit grey: Pillow clips the values at 255, Skia keeps their high byte.</summary>
    public bool IsGrey16 => ColorType == 0 && BitDepth == 16;

    /// <summary>A palette with fewer colours than indices can name: Pillow shows the missing ones black, Skia does not.</summary>
    public bool IsShortPalette => ColorType == Palette && BitDepth is 1 or 2 or 4 or 8 && PaletteEntries < 1 << BitDepth;

    /// <summary>Reads the header and the chunks that matter.</summary>
    /// <exception cref="FgClipException">The file is cut off in its header or does not start with one.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> file, string name)
    {
        var chunks = new PngChunks(file);
        if (!chunks.MoveNext()) throw PictureError.CutOff(name, PictureFormat.Png);
        if (!chunks.Type.SequenceEqual("IHDR"u8)) throw PictureError.Damaged(name, PictureFormat.Png, "it does not start with its header");
        var header = chunks.Data;
        if (header.Length < HeaderLength) throw PictureError.CutOff(name, PictureFormat.Png);

        int entries = 0, orientation = 1;
        while (chunks.MoveNext())
        {
            if (chunks.Type.SequenceEqual("PLTE"u8)) entries = chunks.Data.Length / 3;
            else if (chunks.Type.SequenceEqual("eXIf"u8)) orientation = ExifTag.ReadOrientation(chunks.Data);
            else if (chunks.Type.SequenceEqual("IEND"u8)) break;
        }

        return new PngHeader(
            BinaryPrimitives.ReadUInt32BigEndian(header),
            BinaryPrimitives.ReadUInt32BigEndian(header[4..]),
            header[8],
            header[9],
            header[12] != 0,
            entries,
            orientation);
    }
}
