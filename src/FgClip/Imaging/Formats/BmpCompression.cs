namespace FgClip.Imaging.Formats;

/// <summary>How a BMP stores its pixels; further values exist and are not decoded.</summary>
internal enum BmpCompression : uint
{
    None = 0,
    Runs8 = 1,
    Runs4 = 2,
    BitFields = 3,
}
