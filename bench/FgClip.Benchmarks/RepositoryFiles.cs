namespace FgClip.Benchmarks;

/// <summary>Files of the repository, found from the program's own place, because benchmarks run in folders of their own.</summary>
internal static class RepositoryFiles
{
    /// <summary>The embedded demonstration checkpoint.</summary>
    public static string Demonstration { get; } = Path.Combine(Root(), "models", "fgclip2-scenes");

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FgClip.Mcp.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is not inside the repository");
    }
}
