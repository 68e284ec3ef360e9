using FgClip.Imaging.Sources;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary><c>classify</c>.</summary>
internal sealed class ClassifyTool(ModelHost models, PictureSources sources, ILogger<ClassifyTool> logger) : FgClipTool(models, logger)
{
    protected override string Name => "classify";

    protected override string Title => "Choose labels for a picture or its parts";

    protected override string Description =>
        "Tells which of several labels fits a picture, or each of its boxes, best: share is among the labels, probability (whole pictures only) is of each label by itself. "
        + "Labels are nouns or short phrases; for sentences use rank_captions. Give what else it could be too: the best of bad labels still wins. "
        + """Example: {"image": "/photos/pet.jpg", "labels": ["cat", "dog", "rabbit"], "templates": ["a photo of a {}"]} """
        + """or {"image": "/photos/street.jpg", "labels": ["a car", "a bus"], "boxes": [[10, 20, 200, 180]]}""";

    protected override IReadOnlyList<ToolParameter> Parameters { get; } =
    [
        ToolParameters.Image, ToolParameters.Labels, ToolParameters.Templates, ToolParameters.Boxes, ToolParameters.TopK,
        ToolParameters.MaxPatches, ToolParameters.AllowSlow, ToolParameters.Orientation, ToolParameters.Region,
    ];

    protected override async Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation)
    {
        var picture = arguments.Picture(sources);
        var model = await ModelAsync(progress, cancellation).ConfigureAwait(false);
        return ToolResults.Of(await new ClassifyAnswers(model.Encoder).ClassifyAsync(
            picture,
            arguments.Texts(ToolParameters.Labels),
            arguments.OptionalTexts(ToolParameters.Templates),
            arguments.OptionalBoxes(ToolParameters.Boxes),
            arguments.OptionalInteger(ToolParameters.TopK),
            arguments.Encoding(progress),
            cancellation).ConfigureAwait(false));
    }
}
