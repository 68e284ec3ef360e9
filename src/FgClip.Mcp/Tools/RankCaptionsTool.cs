using FgClip.Encoding;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Resources.Embeddings;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary><c>rank_captions</c>.</summary>
internal sealed class RankCaptionsTool(
    ModelHost models, PictureSources sources, EmbeddingShelf shelf, ILogger<RankCaptionsTool> logger) : FgClipTool(models, logger)
{
    protected override string Name => "rank_captions";

    protected override string Title => "Rank captions for a picture";

    protected override string Description =>
        "Tells which of several captions fits a picture best. Gives each a cosine, a logit, a probability (0 to 1, each caption by itself) "
        + "and a share (softmax among the captions). Write full, concrete captions that differ in what you want to know; negations are not understood. "
        + """Example: {"image": "/photos/cat.jpg", "captions": ["a black cat on a sofa", "a white cat on a sofa"]}""";

    protected override IReadOnlyList<ToolParameter> Parameters { get; } =
    [
        ToolParameters.Image, ToolParameters.Captions, ToolParameters.TextKind, ToolParameters.TopK,
        ToolParameters.MaxPatches, ToolParameters.AllowSlow, ToolParameters.Orientation, ToolParameters.Region,
    ];

    protected override async Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation)
    {
        var (captions, kind, top) = (arguments.Texts(ToolParameters.Captions), KindOf(arguments), arguments.OptionalInteger(ToolParameters.TopK));
        if (arguments.Handle() is { } handle)
        {
            var ready = await ModelAsync(progress, cancellation).ConfigureAwait(false);
            return ToolResults.Of(await ready.Rank.CaptionsAsync(handle, captions, kind, top, shelf, cancellation).ConfigureAwait(false));
        }

        var picture = arguments.Picture(sources);
        var model = await ModelAsync(progress, cancellation).ConfigureAwait(false);
        return ToolResults.Of(await model.Rank.CaptionsAsync(
            picture, captions, kind, top, arguments.Encoding(progress), cancellation).ConfigureAwait(false));
    }

    /// <summary>The head of <c>text_kind</c>; null for auto.</summary>
    internal static TextKind? KindOf(ToolArguments arguments) => arguments.OptionalText(ToolParameters.TextKind) switch
    {
        "short" => TextKind.Short,
        "long" => TextKind.Long,
        _ => null,
    };
}
