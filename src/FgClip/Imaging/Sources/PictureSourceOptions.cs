namespace FgClip.Imaging.Sources;

/// <summary>Which pictures callers may name.</summary>
public sealed record PictureSourceOptions
{
    /// <summary>
    /// Folders whose files may be read, after symbolic links are resolved; relative paths start at the first. Empty
    /// (default): any file that the user can read, relative paths start at the working folder.
    /// </summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>What a picture may cost.</summary>
    public PictureLimits Limits { get; init; } = PictureLimits.Default;

    /// <summary>Whether paths and file URIs are read at all; default true. A server on a network sets it only with roots.</summary>
    public bool AllowPaths { get; init; } = true;

    /// <summary>How URLs are fetched; null (default): they are not. The caller disposes it.</summary>
    public PictureDownload? Download { get; init; }
}
