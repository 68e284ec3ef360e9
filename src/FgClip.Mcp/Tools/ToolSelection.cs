namespace FgClip.Mcp.Tools;

/// <summary>Which tools a server offers. Immutable, safe to share between threads.</summary>
internal sealed class ToolSelection
{
    private ToolSelection(IReadOnlyList<CatalogueTool> tools) => Tools = tools;

    /// <summary>Every tool.</summary>
    public static ToolSelection All { get; } = new(ToolCatalogue.All);

    /// <summary>The chosen tools, in the catalogue's order.</summary>
    public IReadOnlyList<CatalogueTool> Tools { get; }

    /// <summary>Reads a choice.</summary>
    /// <param name="names">Names of tools and of sets, separated by commas; null or <c>all</c> for every tool.</param>
    /// <exception cref="FgClipException">A name is unknown, or there is none.</exception>
    public static ToolSelection Parse(string? names)
    {
        if (names is null) return All;

        string[] wanted = [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        foreach (var name in wanted)
        {
            if (name == "all" || ToolCatalogue.Sets.Contains(name) || ToolCatalogue.All.Any(tool => tool.Name == name)) continue;
            throw Wrong($"there is no tool or set '{name}'", name);
        }

        if (wanted.Length == 0) throw Wrong("no tool is chosen", names);
        return new ToolSelection([.. ToolCatalogue.All.Where(tool => wanted.Contains("all") || wanted.Contains(tool.Name) || wanted.Contains(tool.Set))]);
    }

    /// <summary>Whether a tool is offered.</summary>
    public bool Has(string name) => Tools.Any(tool => tool.Name == name);

    private static FgClipException Wrong(string what, string got) => new(
        FgClipErrorKind.Argument,
        what,
        "--tools",
        $"of the sets all, {string.Join(", ", ToolCatalogue.Sets)}, or of the tools {string.Join(", ", ToolCatalogue.All.Select(tool => tool.Name))}",
        got.Length == 0 ? "an empty text" : got);
}
