using FgClip.Analysis.Mismatch;
using FgClip.Encoding;
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
    /// <summary>Annotated pictures of one answer at most.</summary>
    private const int MaxPictures = 4;

    protected override string Name => "detect_mismatches";

    protected override string Title => "Find what a caption gets wrong";

    protected override string Description =>
        "Checks a caption, or several, against a picture, claim by claim (things, colours, materials, states, sizes, counts, positions, relations, actions, background): supported, contradicted or unsure, "
        + "with margin, evidence, box and what is right instead; a corrected caption and an annotated picture. Concrete sentences work best; negations stay unsure. "
        + """Example: {"image": "/photos/pets.jpg", "caption": "a black dog to the left of a white cat"} """
        + """or {"image": "/photos/pets.jpg", "claims": [{"text": "a black dog", "kind": "color", "alternatives": ["a brown dog", "a white dog"]}]}""";

    protected override IReadOnlyList<ToolParameter> Parameters { get; } =
    [
        ToolParameters.Image, ToolParameters.Caption, ToolParameters.CheckedCaptions, ToolParameters.Claims, ToolParameters.ImageOutput,
        ToolParameters.MaxPatches, ToolParameters.AllowSlow, ToolParameters.Orientation, ToolParameters.Region,
    ];

    protected override async Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation)
    {
        var (caption, captions, claims) = (
            arguments.OptionalText(ToolParameters.Caption), arguments.OptionalTexts(ToolParameters.CheckedCaptions), arguments.OptionalClaims(ToolParameters.Claims));
        var given = new object?[] { caption, captions, claims }.Count(one => one is not null);
        if (given != 1) throw new FgClipException(FgClipErrorKind.Argument, "give one of 'caption', 'captions' and 'claims'", got: given == 0 ? "none" : $"{given}");

        var output = arguments.OptionalText(ToolParameters.ImageOutput);
        rendered.CheckOutput(output);
        var picture = arguments.Picture(sources);
        var model = await ModelAsync(progress, cancellation).ConfigureAwait(false);
        if (captions is not null) return await ManyAsync(model.Check, picture, captions, arguments.Encoding(progress), output, cancellation).ConfigureAwait(false);

        var (answer, report) = await model.Check.CheckAsync(
            picture, caption, claims, arguments.Encoding(progress), cancellation).ConfigureAwait(false);

        var heading = caption ?? string.Join(" · ", claims!.Select(claim => claim.Text));
        byte[][] drawn = output == "none" ? [] : [CheckAnswers.RenderPicture(picture, heading, report, ToolResults.OverlaysBeside(answer, 1))];
        return ToolResults.Of(answer, drawn, output, rendered);
    }

    // Pictures of several captions only where they are asked for.
    private async Task<CallToolResult> ManyAsync(
        CheckAnswers check, SeenPicture picture, IReadOnlyList<string> captions, ImageEncodingOptions encoding, string? output, CancellationToken cancellation)
    {
        var (answer, results) = await check.CheckAllAsync(picture, captions, encoding, cancellation).ConfigureAwait(false);
        CheckedCaption[] drawn = output is null or "none" ? [] : [.. results.Where(result => result.Report is not null).Take(MaxPictures)];
        var options = ToolResults.OverlaysBeside(answer, drawn.Length);
        return ToolResults.Of(answer, drawn.Select(result => CheckAnswers.RenderPicture(picture, result.Caption, result.Report!, options)), output, rendered);
    }
}
