using System.Security;

namespace FgClip.Checkpoints;

/// <summary>Resolves the folder that a caller names, and says which one was probably meant where it is none.</summary>
internal static class CheckpointFolder
{
    private const string ConfigFile = "config.json";

    /// <summary>The absolute path of a folder that has a config.json.</summary>
    /// <exception cref="FgClipException">No such folder, a file in its place, or no config.json in it.</exception>
    public static string Resolve(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new FgClipException(FgClipErrorKind.Argument, "no checkpoint folder is given", got: CheckpointError.Quote(folder));
        }

        try
        {
            folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        }
        catch (Exception e) when (CheckpointFileReader.IsFileProblem(e))
        {
            throw CheckpointError.Create("checkpoint folder is no usable path", CheckpointError.Quote(folder), inner: e);
        }

        if (File.Exists(folder))
        {
            throw CheckpointError.Create(
                "is a file",
                folder,
                expected: "a checkpoint folder with config.json",
                remedy: $"Pass the folder it is in: {Path.GetDirectoryName(folder)}.");
        }

        if (!Directory.Exists(folder))
        {
            throw CheckpointError.Create("checkpoint folder does not exist", folder, remedy: "Check the path; 'fgclip models list' shows the models that have names, and 'fgclip models pull NAME' fetches one.");
        }

        if (HasConfig(folder)) return folder;
        throw CheckpointError.Create(
            "folder has no config.json",
            folder,
            expected: "a Hugging Face checkpoint folder",
            remedy: Suggest(folder) is { } better ? $"Did you mean {better}?" : "Download config.json together with the weights.");
    }

    /// <summary>A folder below that has a config.json: the snapshot of a hub cache, or a direct child.</summary>
    private static string? Suggest(string folder)
    {
        try
        {
            var snapshots = Path.Combine(folder, "snapshots");
            if (!Directory.Exists(snapshots))
            {
                return Directory.EnumerateDirectories(folder).Take(1000).Where(HasConfig).Order(StringComparer.Ordinal).FirstOrDefault();
            }

            // refs/main holds the commit that the hub calls current.
            var main = Path.Combine(folder, "refs", "main");
            if (new FileInfo(main) is { Exists: true, Length: > 0 and < 200 })
            {
                var current = Path.Combine(snapshots, File.ReadAllText(main).Trim());
                if (HasConfig(current)) return current;
            }

            return Directory.EnumerateDirectories(snapshots).Where(HasConfig)
                .OrderByDescending(Directory.GetLastWriteTimeUtc).ThenBy(path => path, StringComparer.Ordinal).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException)
        {
            return null;
        }
    }

    private static bool HasConfig(string folder)
    {
        var config = Path.Combine(folder, ConfigFile);
        return File.Exists(config) || Directory.Exists(config);
    }
}
