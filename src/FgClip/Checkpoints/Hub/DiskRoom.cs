using System.Globalization;

namespace FgClip.Checkpoints.Hub;

/// <summary>Sees to it that a download fits before it begins.</summary>
internal static class DiskRoom
{
    /// <summary>Checks that <paramref name="bytes"/> fit where <paramref name="folder"/> is or will be.</summary>
    /// <exception cref="FgClipException">They do not.</exception>
    public static void Check(string folder, long bytes)
    {
        if (Free(folder) is { } free && free < bytes) throw Full(folder, bytes, free, null);
    }

    /// <summary>Whether an error says that a disk or a quota is full.</summary>
    public static bool IsFull(Exception error) =>
        error is IOException && (error.HResult & 0xFFFF) is 28 or 112 or 39 or 122; // ENOSPC, two of Windows, EDQUOT

    /// <summary>The error for a disk that is full.</summary>
    public static FgClipException Full(string folder, long? bytes, long? free, Exception? inner) => new(
        FgClipErrorKind.File,
        "there is not enough room on the disk",
        folder,
        bytes is null ? null : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB free"),
        free is null ? null : string.Create(CultureInfo.InvariantCulture, $"{free / 1e6:0.0} MB"),
        "Make room and run the same command again: what was fetched is kept. Or set HF_HOME to a folder on another disk.",
        inner);

    /// <summary>Bytes that are free where a folder is or will be; null where the system does not say.</summary>
    public static long? Free(string folder)
    {
        try
        {
            var existing = new DirectoryInfo(folder);
            while (!existing.Exists && existing.Parent is not null) existing = existing.Parent;
            return new DriveInfo(OperatingSystem.IsWindows() ? existing.Root.FullName : existing.FullName).AvailableFreeSpace;
        }
        catch (Exception error) when (CheckpointFileReader.IsFileProblem(error))
        {
            return null; // network shares and some containers do not say: then writing itself will tell
        }
    }
}
