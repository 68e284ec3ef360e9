using FgClip.Imaging.Sources;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Resources;
using FgClip.Rendering;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary><c>locate_concept</c>.</summary>
internal sealed class LocateConceptTool(
    ModelHost models, PictureSources sources, RenderedPictures rendered, ILogger<LocateConceptTool> logger) : FgClipTool(models, logger)
{
    /// <summary>Overlays of one answer at most: more would be too small to read in the megabyte that hosts take.</summary>
    private const int MaxOverlays = 4;

    protected override string Name => "locate_concept";

    protected override string Title => "Locate phrases in a picture";

    protected override string Description =>
        "Tells whether and where phrases are in a picture: present (true, false, or null for unsure), score, peak and boxes in pixels, "
        + "and a heat map drawn over the picture for each of the first four. Use short noun phrases. "
        + """Example: {"image": "/photos/street.jpg", "concepts": ["a red car", "a bicycle"]}""";

    protected override IReadOnlyList<ToolParameter> Parameters { get; } =
    [
        ToolParameters.Image, ToolParameters.Concepts, ToolParameters.ImageOutput,
        ToolParameters.MaxPatches, ToolParameters.AllowSlow, ToolParameters.Orientation, ToolParameters.Region,
    ];

    protected override async Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation)
    {
        var output = arguments.OptionalText(ToolParameters.ImageOutput);
        rendered.CheckOutput(output);
        var picture = arguments.Picture(sources);
        var model = await ModelAsync(progress, cancellation).ConfigureAwait(false);
        var (answer, located) = await model.Locate.LocateAsync(
            picture, arguments.Texts(ToolParameters.Concepts), arguments.Encoding(progress), cancellation).ConfigureAwait(false);

        var drawn = output == "none" ? [] : located.Take(MaxOverlays).ToArray();
        using var seen = new PicturePyramid(picture.Seen.Pixels);
        var options = ToolResults.OverlaysBeside(answer, drawn.Length);
        return ToolResults.Of(answer, drawn.Select(phrase => LocateAnswers.RenderOverlay(phrase, seen, options)), output, rendered);
    }
}
