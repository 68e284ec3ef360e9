namespace FgClip.Mcp.Resources;

/// <summary>Where the program keeps what outlives it.</summary>
internal static class DataFolder
{
    /// <summary>Environment variable that names another folder.</summary>
    public const string Variable = "FGCLIP_DATA";

    /// <summary>
    /// The folder that <see cref="Variable"/> names, else the user's: $XDG_DATA_HOME/fgclip or ~/.local/share/fgclip on
    /// Linux, ~/Library/Application Support/fgclip on macOS, %LOCALAPPDATA%\fgclip on Windows. It need not exist.
    /// </summary>
    /// <exception cref="FgClipException">The user has no such folder.</exception>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return Path.GetFullPath(given);

        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length > 0
            ? Path.Combine(home, "fgclip")
            : throw new FgClipException(
                FgClipErrorKind.File, "this user has no folder for data", remedy: $"Name one with the environment variable {Variable}.");
    }
}
