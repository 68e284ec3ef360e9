using System.Buffers.Binary;

namespace FgClip.Imaging.Formats;

/// <summary>Finds the orientation in EXIF data, which are laid out as a small TIFF file.</summary>
internal static class ExifTag
{
    private const ushort Orientation = 0x0112;
    private const int EntrySize = 12;

    /// <summary>The orientation, 1 to 8; 1 where there is none or the data make no sense.</summary>
    public static int ReadOrientation(ReadOnlySpan<byte> exif)
    {
        // Some writers keep the prefix that only the JPEG segment needs.
        if (exif.StartsWith("Exif\0\0"u8)) exif = exif[6..];
        var little = exif.StartsWith("II*\0"u8);
        if (exif.Length < 8 || (!little && !exif.StartsWith("MM\0*"u8))) return 1;

        var directory = Read32(exif[4..], little);
        if (directory > (uint)exif.Length - 2) return 1;
        var entries = exif[(int)directory..];
        var count = Read16(entries, little);
        entries = entries[2..];
        for (var i = 0; i < count && entries.Length >= EntrySize; i++, entries = entries[EntrySize..])
        {
            if (Read16(entries, little) != Orientation) continue;
            var value = Read16(entries[8..], little);
            return value is >= 1 and <= 8 ? value : 1;
        }

        return 1;
    }

    private static int Read16(ReadOnlySpan<byte> bytes, bool little) => little
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Read32(ReadOnlySpan<byte> bytes, bool little) => little
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
