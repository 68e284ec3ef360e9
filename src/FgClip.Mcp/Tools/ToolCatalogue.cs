using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Tools;

/// <summary>A tool that the server can offer.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Set">The set that it is chosen with.</param>
/// <param name="Use">What it is for, in a clause of the server's instructions.</param>
/// <param name="Register">Adds it to the services.</param>
internal sealed record CatalogueTool(string Name, string Set, string Use, Action<IServiceCollection> Register);

/// <summary>Every tool. Which of them a server offers is a <see cref="ToolSelection"/>.</summary>
internal static class ToolCatalogue
{
    public static IReadOnlyList<CatalogueTool> All { get; } =
    [
        Of<RankCaptionsTool>("rank_captions", "rank", "which caption fits"),
        Of<RankImagesTool>("rank_images", "rank", "which picture fits"),
        Of<ClassifyTool>("classify", "rank", "which label fits a picture or its boxes"),
        Of<LocateConceptTool>("locate_concept", "locate", "where a phrase is, with boxes and a heat map"),
        Of<DetectMismatchesTool>("detect_mismatches", "check", "what a caption gets wrong, and what is right"),
        Of<SimilarityTool>("similarity", "embed", "how alike pictures and texts are"),
        Of<EmbedImageTool>("embed_image", "embed", "keeps a picture's features under a handle"),
        Of<EmbedTextTool>("embed_text", "embed", "keeps a text's features under a handle"),
        Of<ServerStatusTool>("server_status", "status", "which model runs"),
    ];

    /// <summary>The sets, in the catalogue's order.</summary>
    public static IReadOnlyList<string> Sets { get; } = [.. All.Select(tool => tool.Set).Distinct()];

    private static CatalogueTool Of<T>(string name, string set, string use)
        where T : McpServerTool => new(name, set, use, services => services.AddSingleton<McpServerTool, T>());
}
