namespace FgClip.Tests;

/// <summary>Finds files of the repository from the place of the built tests, whatever the working folder.</summary>
internal static class TestData
{
    /// <summary>The repository's root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>tests/data/…</summary>
    public static string Path(params string[] parts) =>
        System.IO.Path.Combine([Root, "tests", "data", .. parts]);

    /// <summary>tests/data/golden/…</summary>
    public static string Golden(params string[] parts) => Path(["golden", .. parts]);

    /// <summary>The embedded default checkpoint.</summary>
    public static string ScenesModel => System.IO.Path.Combine(Root, "models", "fgclip2-scenes");

    // Not from CallerFilePath: a build for continuous integration maps the sources' paths to /_/.
    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "FgClip.Mcp.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"FgClip.Mcp.sln was not found above {AppContext.BaseDirectory}");
    }
}
