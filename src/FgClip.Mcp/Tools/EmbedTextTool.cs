using FgClip.Encoding;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Resources.Embeddings;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary><c>embed_text</c>.</summary>
internal sealed class EmbedTextTool(ModelHost models, EmbeddingShelf shelf, ILogger<EmbedTextTool> logger) : FgClipTool(models, logger)
{
    protected override string Name => "embed_text";

    protected override string Title => "Embed texts";

    protected override string Description =>
        "Computes feature vectors of texts and keeps them: each uri (embedding://...) can stand for its text in similarity and rank_images. "
        + """Example: {"texts": ["a dog on a beach", "沙滩上的一只狗"]}""";

    protected override IReadOnlyList<ToolParameter> Parameters { get; } =
        [ToolParameters.Texts, ToolParameters.EmbedTextKind, ToolParameters.IncludeValues];

    protected override async Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation)
    {
        var model = await ModelAsync(progress, cancellation).ConfigureAwait(false);
        var kind = Enum.Parse<TextKind>(arguments.OptionalText(ToolParameters.EmbedTextKind) ?? "short", ignoreCase: true);
        var answers = new EmbedAnswers(model.Encoder, normalize: true, arguments.Flag(ToolParameters.IncludeValues), shelf);
        return ToolResults.Of(await answers.EmbedAsync([], arguments.Texts(ToolParameters.Texts), kind, new ImageEncodingOptions(), cancellation).ConfigureAwait(false));
    }
}
