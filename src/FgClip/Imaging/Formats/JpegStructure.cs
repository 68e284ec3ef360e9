using System.Buffers.Binary;

namespace FgClip.Imaging.Formats;

/// <summary>
/// What the markers of a JPEG say, without decoding. Skia draws a progressive picture that is cut off as if it
/// were whole, and follows any number of scans: both are decided here.
/// </summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Precision">Bits of a sample.</param>
/// <param name="Scans">How many times the decoder walks over coefficients.</param>
/// <param name="Ended">Whether the end-of-image marker is there.</param>
internal readonly record struct JpegStructure(int Width, int Height, int Precision, int Scans, bool Ended)
{
    // Encoders write about ten scans; thousands of empty ones would keep a decoder busy for hours.
    private const int MostScans = 100;

    private const byte StartOfScan = 0xDA, EndOfImage = 0xD9;

    /// <summary>Walks the markers up to the end of the image or of the file.</summary>
    /// <exception cref="FgClipException">The file ends before its sides are known.</exception>
    public static JpegStructure Read(ReadOnlySpan<byte> file, string name)
    {
        int width = 0, height = 0, precision = 0, scans = 0;
        var position = 2;
        while (NextMarker(file, ref position, out var marker))
        {
            if (marker == EndOfImage)
            {
                if (width == 0) break;
                return new JpegStructure(width, height, precision, scans, Ended: true);
            }

            if (!HasLength(marker)) continue;
            if (position + 2 > file.Length) break;
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[position..]);
            if (IsFrame(marker) && width == 0 && position + 7 <= file.Length)
            {
                precision = file[position + 2];
                height = BinaryPrimitives.ReadUInt16BigEndian(file[(position + 3)..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(file[(position + 5)..]);
                if (width == 0 || height == 0) throw PictureError.Damaged(name, PictureFormat.Jpeg, $"its sides are {width}×{height}");
            }

            if (marker == StartOfScan) scans++;
            position += length;
        }

        if (width == 0) throw PictureError.CutOff(name, PictureFormat.Jpeg);
        return new JpegStructure(width, height, precision, scans, Ended: false);
    }

    /// <summary>Refuses a picture without its end, with samples that are no bytes or with an absurd number of scans.</summary>
    public void CheckDecodable(string name)
    {
        // With one scan the decoder itself notices missing data, and a file that lacks only its end marker is whole, as it
        // is for Pillow. With several it would silently make do with the scans it has.
        if (!Ended && Scans != 1) throw PictureError.CutOff(name, PictureFormat.Jpeg);
        if (Precision != 8) throw PictureError.Unsupported(name, PictureFormat.Jpeg, $"{Precision} bits a sample");
        if (Scans > MostScans) throw PictureError.Unsupported(name, PictureFormat.Jpeg, $"{Scans} scans");
    }

    // Also steps over entropy-coded data, where FF is followed by 00 or a restart marker, and over stray bytes,
    // which libjpeg skips likewise.
    private static bool NextMarker(ReadOnlySpan<byte> file, ref int position, out byte marker)
    {
        marker = 0;
        while (position < file.Length)
        {
            var found = file[position..].IndexOf((byte)0xFF);
            if (found < 0) return false;
            position += found + 1;
            while (position < file.Length && file[position] == 0xFF) position++;
            if (position == file.Length) return false;
            marker = file[position++];
            if (marker != 0) return true;
        }

        return false;
    }

    // TEM, RSTn and SOI stand alone.
    private static bool HasLength(byte marker) => marker is not (0x01 or (>= 0xD0 and <= 0xD8));

    // SOF0 to SOF15, less DHT, JPG and DAC, which lie among them.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
