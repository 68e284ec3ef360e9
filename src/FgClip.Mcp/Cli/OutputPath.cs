namespace FgClip.Mcp.Cli;

/// <summary>Checks where a command is to write, before it works for it.</summary>
internal static class OutputPath
{
    /// <param name="path">The path as given.</param>
    /// <param name="extension">What its name must end with, such as <c>.png</c>.</param>
    /// <param name="inputs">Pictures that are read and must not be overwritten.</param>
    /// <exception cref="FgClipException">It is empty, a folder, in no folder, named wrongly, or one of the inputs.</exception>
    public static void Check(string path, string extension, params IEnumerable<string> inputs) => CheckOf("--output", path, extension, inputs);

    /// <param name="option">The option that names it.</param>
    /// <param name="path">The path as given.</param>
    /// <param name="extension">What its name must end with, such as <c>.png</c>.</param>
    /// <param name="inputs">Files that are read and must not be overwritten.</param>
    /// <exception cref="FgClipException">It is empty, a folder, in no folder, named wrongly, or one of the inputs.</exception>
    public static void CheckOf(string option, string path, string extension, params IEnumerable<string> inputs)
    {
        if (string.IsNullOrWhiteSpace(path)) throw Wrong(FgClipErrorKind.Argument, $"{option} is empty", $"a file name ending in {extension}");

        var full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw Wrong(FgClipErrorKind.File, $"{option} {path} is a folder", $"a file name ending in {extension}");
        if (!full.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(FgClipErrorKind.Argument, $"{option} {path} has another extension", $"a file name ending in {extension}");
        }

        if (!Directory.Exists(Path.GetDirectoryName(full))) throw Wrong(FgClipErrorKind.File, $"the folder of {option} {path} does not exist", null);
        if (inputs.Any(input => input != "-" && !string.IsNullOrWhiteSpace(input) && File.Exists(input) && Path.GetFullPath(input) == full))
        {
            throw Wrong(FgClipErrorKind.Argument, $"{option} {path} is the picture itself", "another file");
        }
    }

    private static FgClipException Wrong(FgClipErrorKind kind, string what, string? expected) => new(kind, what, expected: expected);
}
