namespace FgClip.Imaging.Formats;

/// <summary>The errors that every format shares.</summary>
internal static class PictureError
{
    /// <summary>The file ends before the picture does.</summary>
    public static FgClipException CutOff(string name, PictureFormat format, Exception? inner = null) => new(
        FgClipErrorKind.Picture,
        $"the {Display(format)} picture is cut off before its end",
        name,
        remedy: "Copy or download it again.",
        inner: inner);

    /// <summary>The file contradicts its format.</summary>
    public static FgClipException Damaged(string name, PictureFormat format, string detail, Exception? inner = null) => new(
        FgClipErrorKind.Picture,
        $"the {Display(format)} picture is damaged ({detail})",
        name,
        remedy: "Copy or download it again, or save it anew with a picture editor.",
        inner: inner);

    /// <summary>The file is of a kind within its format that is not decoded.</summary>
    public static FgClipException Unsupported(string name, PictureFormat format, string kind) => new(
        FgClipErrorKind.Picture,
        $"{Display(format)} pictures with {kind} are not supported",
        name,
        remedy: "Save the picture as PNG or JPEG first.");

    private static string Display(PictureFormat format) => format == PictureFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();
}
