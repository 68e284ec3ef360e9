namespace FgClip.Checkpoints.Hub;

/// <summary>Puts blobs into a snapshot: as relative links, or as files where links cannot be made.</summary>
internal sealed class SnapshotLinks(bool makesLinks)
{
    private bool _makesLinks = makesLinks;

    /// <summary>Whether links were asked for and could not be made.</summary>
    public bool FellBack { get; private set; }

    /// <summary>Makes <paramref name="pointer"/> show the blob, in one step, whatever was there.</summary>
    /// <param name="blob">The finished blob.</param>
    /// <param name="pointer">The file in the snapshot.</param>
    /// <param name="isNew">The blob was fetched for this snapshot: without links it moves there instead of being copied.</param>
    /// <exception cref="IOException">The file system fails.</exception>
    public void Put(string blob, string pointer, bool isNew)
    {
        var folder = Path.GetDirectoryName(pointer)!;
        Directory.CreateDirectory(folder);
        var temporary = $"{pointer}.{Guid.NewGuid().ToString("N")[..8]}.tmp";
        try
        {
            if (_makesLinks && TryLink(temporary, Path.GetRelativePath(folder, blob)))
            {
                File.Move(temporary, pointer, overwrite: true);
                return;
            }

            if (isNew)
            {
                File.Move(blob, pointer, overwrite: true);
                return;
            }

            File.Copy(blob, temporary);
            File.Move(temporary, pointer, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private bool TryLink(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // Windows without developer mode, FAT, some network shares.
            _makesLinks = false;
            FellBack = true;
            return false;
        }
    }
}
