using FgClip.Encoding;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Resources.Embeddings;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary><c>similarity</c>.</summary>
internal sealed class SimilarityTool(
    ModelHost models, PictureSources sources, EmbeddingShelf shelf, ILogger<SimilarityTool> logger) : FgClipTool(models, logger)
{
    protected override string Name => "similarity";

    protected override string Title => "Compare pictures and texts";

    protected override string Description =>
        "Cosines (-1 to 1) between pictures and texts, given as such or as embedding:// handles: pictures are the rows and texts the columns of a matrix; "
        + "with only one of the two, each is compared with each, which finds near duplicates. Only numbers of the same kind compare with each other: "
        + "picture with picture is higher than picture with text. "
        + """Example: {"images": ["/photos/1.jpg", "/photos/2.jpg"], "texts": ["a dog on a beach", "a cat"]} """
        + """or {"images": ["/photos/1.jpg", "/photos/2.jpg", "/photos/3.jpg"], "mode": "pairs"}""";

    protected override IReadOnlyList<ToolParameter> Parameters { get; } =
    [
        ToolParameters.ComparedImages, ToolParameters.ComparedTexts, ToolParameters.Mode, ToolParameters.ComparedTextKind,
        ToolParameters.MaxPatches, ToolParameters.AllowSlow, ToolParameters.Orientation,
    ];

    protected override async Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation)
    {
        var model = await ModelAsync(progress, cancellation).ConfigureAwait(false);
        return ToolResults.Of(await new SimilarityAnswers(model.Encoder, shelf).CompareAsync(
            arguments.Pictures(sources),
            arguments.OptionalTexts(ToolParameters.ComparedTexts) ?? [],
            arguments.OptionalText(ToolParameters.Mode) == "pairs",
            arguments.OptionalText(ToolParameters.ComparedTextKind) is { } kind and not "auto" ? Enum.Parse<TextKind>(kind, ignoreCase: true) : null,
            arguments.Encoding(progress),
            progress,
            cancellation).ConfigureAwait(false));
    }
}
