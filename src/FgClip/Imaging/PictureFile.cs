using Microsoft.Win32.SafeHandles;

namespace FgClip.Imaging;

/// <summary>Reads the bytes of a local picture file without ever waiting on a pipe or reading without bound.</summary>
internal static class PictureFile
{
    /// <summary>Characters of a path that a message repeats.</summary>
    private const int LongestName = 260;

    /// <summary>All bytes of the file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="limits">How many bytes it may have.</param>
    /// <param name="name">What to call it in messages, which then tell no other path; null for its path.</param>
    /// <param name="checkOpened">Throws where the file that was opened may not be read; null where every file may.</param>
    /// <exception cref="FgClipException">There is no such file, it is no regular file, is empty, too large or unreadable.</exception>
    public static byte[] ReadAll(string path, PictureLimits limits, string? name = null, Action<SafeFileHandle>? checkOpened = null)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, "the path of a picture is empty", remedy: "Give the path of a picture file.");
        }

        try
        {
            return Read(path, limits, name, checkOpened);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new FgClipException(
                FgClipErrorKind.Picture,
                "permission to read the file is denied",
                name ?? path,
                remedy: "Make it readable for the user that runs this program.",
                inner: error);
        }
        catch (Exception error) when (error is IOException or ArgumentException or NotSupportedException)
        {
            throw new FgClipException(
                FgClipErrorKind.Picture, "the file cannot be read", Shorten(name ?? path), got: name is null ? error.Message.TrimEnd('.') : null, inner: error);
        }
    }

    private static byte[] Read(string path, PictureLimits limits, string? name, Action<SafeFileHandle>? checkOpened)
    {
        var shown = Shorten(name ?? path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new FgClipException(
                FgClipErrorKind.Picture, "the path holds a null character, which no path may", remedy: "Give the path of a picture file.");
        }

        var file = new FileInfo(path);
        if (Directory.Exists(path))
        {
            throw new FgClipException(
                FgClipErrorKind.Picture, "this is a folder", shown, expected: "a picture file", remedy: "Name a file in it.");
        }

        // The length of a link is that of its text: everything below is about the file it leads to.
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
        if (!file.Exists)
        {
            throw new FgClipException(
                FgClipErrorKind.Picture,
                "there is no such file",
                shown,
                got: name is not null || path == file.FullName ? null : Shorten(file.FullName),
                remedy: name is null
                    ? "Check the path; a relative one starts at the working folder."
                    : "Check the path; a relative one starts at the first folder of --root.");
        }

        // Pipes, sockets and devices report no bytes. They are refused before they are opened: opening a pipe
        // waits for a writer, and a device such as /dev/zero has no end.
        if (file.Length == 0)
        {
            throw new FgClipException(
                FgClipErrorKind.Picture,
                "the file is empty",
                shown,
                expected: "a picture file",
                got: "0 bytes, as an empty file, a pipe or a device has");
        }

        limits.CheckBytes(shown, file.Length);
        using var stream = new FileStream(
            file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        checkOpened?.Invoke(stream.SafeFileHandle);
        limits.CheckBytes(shown, stream.Length);
        var bytes = new byte[stream.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read == bytes.Length) return bytes;
        throw new FgClipException(
            FgClipErrorKind.Picture,
            "the file became shorter while it was read",
            shown,
            $"{bytes.Length} bytes",
            $"{read}",
            "Try again when nothing writes to it.");
    }

    // What is taken for a path may be a caller's megabyte of something else.
    private static string Shorten(string path) => path.Length <= LongestName ? path : path[..(LongestName - 1)] + "…";
}
