namespace FgClip.Mcp.Cli;

/// <summary>Files of several results.</summary>
internal static class NumberedPath
{
    /// <summary>The file itself for a single result; NAME-1.png and so on for several.</summary>
    public static string Of(string target, int number, int count) => count == 1 || target.Length == 0
        ? target
        : Path.Combine(Path.GetDirectoryName(target) ?? "", $"{Path.GetFileNameWithoutExtension(target)}-{number}{Path.GetExtension(target)}");

    /// <summary>Refuses names of pictures that cannot be written or would replace the input.</summary>
    /// <exception cref="FgClipException">One of the files is such a one.</exception>
    public static void CheckPictures(string target, int count, string input)
    {
        foreach (var number in Enumerable.Range(1, count)) OutputPath.Check(Of(target, number, count), ".png", input);
    }
}
