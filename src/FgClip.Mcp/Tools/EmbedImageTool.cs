using FgClip.Encoding;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Resources.Embeddings;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary><c>embed_image</c>.</summary>
internal sealed class EmbedImageTool(
    ModelHost models, PictureSources sources, EmbeddingShelf shelf, ILogger<EmbedImageTool> logger) : FgClipTool(models, logger)
{
    protected override string Name => "embed_image";

    protected override string Title => "Embed pictures";

    protected override string Description =>
        "Computes feature vectors of pictures and keeps them: each uri (embedding://...) can stand for its picture in similarity, rank_images and rank_captions, "
        + "also after a restart, without computing it again. To judge captions once use rank_captions instead. "
        + """Example: {"images": ["/photos/1.jpg", "/photos/2.jpg"]}""";

    protected override IReadOnlyList<ToolParameter> Parameters { get; } =
        [ToolParameters.Images, ToolParameters.IncludeValues, ToolParameters.MaxPatches, ToolParameters.AllowSlow, ToolParameters.Orientation];

    protected override async Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation)
    {
        var model = await ModelAsync(progress, cancellation).ConfigureAwait(false);
        var answers = new EmbedAnswers(model.Encoder, normalize: true, arguments.Flag(ToolParameters.IncludeValues), shelf);
        return ToolResults.Of(await answers.EmbedAsync(
            arguments.Pictures(sources), [], TextKind.Short, arguments.Encoding(progress), cancellation, progress).ConfigureAwait(false));
    }
}
