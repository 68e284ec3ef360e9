using FgClip.Imaging.Sources;
using FgClip.Mcp.Answers;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Resources;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary><c>detect_mismatches</c>.</summary>
internal sealed class DetectMismatchesTool(
    ModelHost models, PictureSources sources, RenderedPictures rendered, ILogger<DetectMismatchesTool> logger) : FgClipTool(models, logger)
{
    protected override string Name => "detect_mismatches";

    protected override string Title => "Find what a caption gets wrong";

    protected override string Description =>
        "Checks a caption against a picture, claim by claim (things, colours, sizes, counts, positions, relations, background): supported, contradicted or unsure, "
        + "with margin, evidence, box and what is right instead; a corrected caption and an annotated picture. Simple, concrete sentences work best; negations are not understood. "
        + """Example: {"image": "/photos/pets.jpg", "caption": "a black dog to the left of a white cat"} """
        + """or {"image": "/photos/pets.jpg", "claims": [{"text": "a black dog", "kind": "color", "alternatives": ["a brown dog", "a white dog"]}]}""";

    protected override IReadOnlyList<ToolParameter> Parameters { get; } =
    [
        ToolParameters.Image, ToolParameters.Caption, ToolParameters.Claims, ToolParameters.ImageOutput,
        ToolParameters.MaxPatches, ToolParameters.AllowSlow, ToolParameters.Orientation, ToolParameters.Region,
    ];

    protected override async Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation)
    {
        var (caption, claims) = (arguments.OptionalText(ToolParameters.Caption), arguments.OptionalClaims(ToolParameters.Claims));
        if ((caption is null) == (claims is null))
        {
            throw new FgClipException(FgClipErrorKind.Argument, "give either 'caption' or 'claims'", got: caption is null ? "neither" : "both");
        }

        var output = arguments.OptionalText(ToolParameters.ImageOutput);
        rendered.CheckOutput(output);
        var picture = arguments.Picture(sources);
        var model = await ModelAsync(progress, cancellation).ConfigureAwait(false);
        var (answer, report) = await model.Check.CheckAsync(
            picture, caption, claims, arguments.Encoding(progress), cancellation).ConfigureAwait(false);

        var heading = caption ?? string.Join(" · ", claims!.Select(claim => claim.Text));
        byte[][] drawn = output == "none" ? [] : [CheckAnswers.RenderPicture(picture, heading, report, ToolResults.OverlaysBeside(answer, 1))];
        return ToolResults.Of(answer, drawn, output, rendered);
    }
}
