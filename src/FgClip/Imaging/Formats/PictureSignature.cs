using System.Buffers.Binary;

namespace FgClip.Imaging.Formats;

/// <summary>Tells picture formats apart by their first bytes and names what else a file may be.</summary>
internal static class PictureSignature
{
    private const string ConvertFirst = "Convert it to PNG or JPEG first.";

    // Enough for an XML declaration and a comment before the <svg> tag.
    private const int TextProbe = 1024;

    // How much of an unknown file a message shows.
    private const int Shown = 24;

    /// <summary>The format of the encoded bytes.</summary>
    /// <exception cref="FgClipException">They are of no format that is decoded; the message names a known other one.</exception>
    public static PictureFormat Recognise(ReadOnlySpan<byte> head, string name)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return PictureFormat.Jpeg;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return PictureFormat.Png;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return PictureFormat.Gif;
        if (head.StartsWith("RIFF"u8) && At(head, 8, "WEBP"u8)) return PictureFormat.WebP;

        // Two letters alone would take any text that starts with "BM": the header's size tells.
        if (head.StartsWith("BM"u8) && head.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(head[14..]) is >= 12 and <= 124)
        {
            return PictureFormat.Bmp;
        }

        var (kind, remedy) = NameOther(head);
        if (kind is not null)
        {
            throw new FgClipException(
                FgClipErrorKind.Picture,
                $"this is {kind}",
                name,
                "a JPEG, PNG, WebP, GIF or BMP picture",
                remedy: remedy);
        }

        throw new FgClipException(
            FgClipErrorKind.Picture,
            $"not a JPEG, PNG, WebP, GIF or BMP picture; starts with {Excerpt(head)}",
            name,
            remedy: "Check that the file is a picture: its content counts, not its name.");
    }

    private static (string? Kind, string Remedy) NameOther(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8))
        {
            return ("a TIFF picture (or a camera's raw file)", ConvertFirst);
        }

        if (At(head, 4, "ftyp"u8)) return (NameBrand(head), ConvertFirst);
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0])) return ("an ICO icon", ConvertFirst);
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 2, 0])) return ("a CUR cursor", ConvertFirst);
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ']) ||
            head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]))
        {
            return ("a JPEG XL picture", ConvertFirst);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ']) ||
            head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
        {
            return ("a JPEG 2000 picture", ConvertFirst);
        }

        if (head.StartsWith("8BPS"u8)) return ("a Photoshop document", ConvertFirst);
        if (head.StartsWith("%PDF"u8)) return ("a PDF document", "Render the page to PNG or JPEG first.");
        if (head.StartsWith("PK\x03\x04"u8)) return ("a ZIP archive (or an office document)", "Take the picture out of it first.");
        if (head.StartsWith("version https://git-lfs"u8))
        {
            return ("a Git LFS pointer and not the picture", "Fetch the picture with 'git lfs pull' first.");
        }

        var text = System.Text.Encoding.Latin1.GetString(head[..Math.Min(head.Length, TextProbe)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) ||
            text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return ("an HTML page", "A download may have saved an error page: open it and fetch the picture itself.");
        }

        return text.StartsWith('<') && text.Contains("<svg", StringComparison.OrdinalIgnoreCase)
            ? ("an SVG drawing", "Render it to PNG first.")
            : (null, "");
    }

    // ISO base media files say what they are in the brand behind "ftyp".
    private static string NameBrand(ReadOnlySpan<byte> head) => (head.Length >= 12 ? System.Text.Encoding.Latin1.GetString(head[8..12]) : "") switch
    {
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "mif1" or "msf1" => "a HEIC picture",
        "avif" or "avis" => "an AVIF picture",
        "crx " => "a camera's raw file",
        _ => "a video or another media file",
    };

    private static string Excerpt(ReadOnlySpan<byte> head)
    {
        var start = head[..Math.Min(head.Length, Shown)];
        var dots = head.Length > Shown ? "…" : "";
        foreach (var value in start)
        {
            if (value is not ((>= 0x20 and <= 0x7E) or (byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                return $"the bytes {Convert.ToHexString(start[..Math.Min(start.Length, 8)])}{(head.Length > 8 ? "…" : "")}";
            }
        }

        return $"'{System.Text.Encoding.ASCII.GetString(start).ReplaceLineEndings(" ").Replace('\t', ' ')}{dots}'";
    }

    private static bool At(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> mark) =>
        head.Length >= offset && head[offset..].StartsWith(mark);
}
