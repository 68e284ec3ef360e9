namespace FgClip.Mcp.Cli;

/// <summary>Files of several results.</summary>
internal static class NumberedPath
{
    /// <summary>The file itself for a single result; NAME-1.png and so on for several.</summary>
    public static string Of(string target, int number, int count) => count == 1 || target.Length == 0
        ? target
        : Path.Combine(Path.GetDirectoryName(target) ?? "", $"{Path.GetFileNameWithoutExtension(target)}-{number}{Path.GetExtension(target)}");
}
