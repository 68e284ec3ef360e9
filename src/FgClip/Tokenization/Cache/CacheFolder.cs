namespace FgClip.Tokenization.Cache;

/// <summary>Where this library keeps what it can make again at any time.</summary>
internal static class CacheFolder
{
    /// <summary>Environment variable that names another folder; <c>off</c>: nothing is kept.</summary>
    public const string Variable = "FGCLIP_CACHE";

    private const string Off = "off";

    /// <summary>
    /// The folder that <see cref="Variable"/> names, else the user's: $XDG_CACHE_HOME/fgclip or ~/.cache/fgclip on Linux,
    /// ~/Library/Caches/fgclip on macOS, %LOCALAPPDATA%\fgclip\cache on Windows. It need not exist.
    /// </summary>
    /// <returns>An absolute path; null where nothing is to be kept or the user has no such folder.</returns>
    public static string? Find() => Find(Environment.GetEnvironmentVariable);

    /// <summary>As <see cref="Find()"/>, with the environment given.</summary>
    internal static string? Find(Func<string, string?> variable)
    {
        if (variable(Variable) is { Length: > 0 } given)
            return given.Equals(Off, StringComparison.OrdinalIgnoreCase) ? null : Path.GetFullPath(given);

        if (OperatingSystem.IsWindows()) return Below(variable("LOCALAPPDATA"), "fgclip", "cache");
        if (OperatingSystem.IsMacOS()) return Below(variable("HOME"), "Library", "Caches", "fgclip");
        // The specification has relative paths ignored.
        return variable("XDG_CACHE_HOME") is { } named && Path.IsPathRooted(named)
            ? Path.Combine(named, "fgclip")
            : Below(variable("HOME"), ".cache", "fgclip");
    }

    private static string? Below(string? folder, params string[] names) =>
        Path.IsPathFullyQualified(folder ?? "") ? Path.Combine([folder!, .. names]) : null;
}
