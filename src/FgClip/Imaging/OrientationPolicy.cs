namespace FgClip.Imaging;

/// <summary>What to do with the EXIF orientation of a picture.</summary>
public enum OrientationPolicy
{
    /// <summary>Use the pixels as they are stored, as the reference implementation does.</summary>
    Ignore,

    /// <summary>Turn and mirror the pixels so that the picture stands as its EXIF orientation says.</summary>
    Apply,
}
