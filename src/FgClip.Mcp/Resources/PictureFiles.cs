namespace FgClip.Mcp.Resources;

/// <summary>
/// Drawn pictures as files that only this user can read: one folder of a run below the temporary folder, made with the first
/// picture. The oldest of a run go where they become too many; those of earlier runs stay for a day, so that what was
/// drawn can still be looked at when the server has ended. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="temporary">The temporary folder; null for the system's.</param>
internal sealed class PictureFiles(TimeProvider time, string? temporary = null)
{
    /// <summary>What the folders' names start with.</summary>
    public const string FolderPrefix = "fgclip-pictures-";

    /// <summary>Bytes kept at most in a run.</summary>
    public const long MaxBytes = 256_000_000;

    private const string FilePrefix = "picture-";
    private const string FileSuffix = ".png";

    /// <summary>How long the folder of a run that draws no more is kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Queue<(string Path, int Bytes)> _written = new();
    private string? _folder;
    private long _bytes;

    /// <summary>Writes a PNG.</summary>
    /// <returns>The absolute path, which no other picture had or will have.</returns>
    /// <exception cref="FgClipException">It cannot be written.</exception>
    public string Write(byte[] png)
    {
        try
        {
            lock (_lock)
            {
                var path = Path.Combine(Folder(), $"{FilePrefix}{Guid.NewGuid():N}{FileSuffix}");
                using (var file = new FileStream(path, FileMode.CreateNew)) file.Write(png);
                _written.Enqueue((path, png.Length));
                _bytes += png.Length;
                while (_bytes > MaxBytes && _written.Count > 1)
                {
                    var oldest = _written.Dequeue();
                    _bytes -= oldest.Bytes;
                    Try(() => File.Delete(oldest.Path));
                }

                return path;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FgClipException(
                FgClipErrorKind.File,
                "the drawn picture cannot be written to the temporary folder",
                got: error.Message,
                remedy: "Use image_output inline or link, or make room in it.",
                inner: error);
        }
    }

    private string Folder()
    {
        if (_folder is not null && Directory.Exists(_folder)) return _folder; // the system may have cleared it

        var parent = temporary ?? Path.GetTempPath();
        if (_folder is null) Prune(parent);
        // With a name that nobody can guess and for this user alone: nobody else made it, or can put a link into it.
        var path = Path.Combine(parent, $"{FolderPrefix}{Guid.NewGuid():N}");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return _folder = path;
    }

    // Others may write to the temporary folder too: links are not followed, and nothing goes but our pictures and the
    // folder that they leave empty.
    private void Prune(string parent) => Try(() =>
    {
        var oldest = time.GetUtcNow() - Kept;
        foreach (var folder in new DirectoryInfo(parent).EnumerateDirectories($"{FolderPrefix}*"))
        {
            if (folder.LinkTarget is not null || folder.LastWriteTimeUtc > oldest) continue;

            Try(() =>
            {
                foreach (var file in folder.EnumerateFiles($"{FilePrefix}*{FileSuffix}")) file.Delete();
                folder.Delete();
            });
        }
    });

    // What cannot be cleared away is no reason not to draw.
    private static void Try(Action clear)
    {
        try
        {
            clear();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
