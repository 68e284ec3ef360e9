namespace FgClip.Imaging.Formats;

/// <summary>The formats that are decoded; the lower-case name is what callers see.</summary>
internal enum PictureFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Bmp,
}
