using FgClip.Imaging.Sources;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Resources.Embeddings;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary><c>rank_images</c>.</summary>
internal sealed class RankImagesTool(
    ModelHost models, PictureSources sources, EmbeddingShelf shelf, ILogger<RankImagesTool> logger) : FgClipTool(models, logger)
{
    protected override string Name => "rank_images";

    protected override string Title => "Rank pictures for a text";

    protected override string Description =>
        "Tells which of several pictures fits a text best, with a probability for each. A picture that cannot be read gets its own error and the others are answered. Handles of embed_image and embed_text may stand for both. "
        + """Example: {"text": "a dog on a beach", "images": ["/photos/1.jpg", "/photos/2.jpg"]}""";

    protected override IReadOnlyList<ToolParameter> Parameters { get; } =
    [
        ToolParameters.Text, ToolParameters.Images, ToolParameters.TextKind, ToolParameters.TopK, ToolParameters.MaxPatches, ToolParameters.AllowSlow, ToolParameters.Orientation,
    ];

    protected override async Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation)
    {
        var model = await ModelAsync(progress, cancellation).ConfigureAwait(false);
        return ToolResults.Of(await model.Rank.ImagesAsync(
            arguments.Text(ToolParameters.Text),
            arguments.Pictures(sources),
            RankCaptionsTool.KindOf(arguments),
            arguments.OptionalInteger(ToolParameters.TopK),
            arguments.Encoding(progress),
            shelf,
            progress,
            cancellation).ConfigureAwait(false));
    }
}
