using FgClip.Imaging;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>
/// Draws a picture with the boxes of a checked caption: green where a claim is supported, red where it is contradicted,
/// amber where it is unsure; the caption with its verdict above, and a list of the claims below. Thread-safe.
/// </summary>
public static class AnnotatedPicture
{
    /// <summary>The list of claims takes at most this part of the long edge.</summary>
    private const int LegendShare = 4;

    /// <summary>
    /// The drawing as an opaque PNG within the options' limits of edge and bytes; opacity means nothing here, and the legend
    /// is the list of claims.
    /// </summary>
    /// <param name="picture">The original picture, to which boxes refer.</param>
    /// <param name="content">What to draw over it.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="FgClipException">An option is out of range, or a box has no extent.</exception>
    public static byte[] RenderPng(PixelBuffer picture, AnnotatedContent content, OverlayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(content);
        options ??= new OverlayOptions();
        options.Validate();
        for (var index = 0; index < content.Boxes.Count; index++)
        {
            var box = content.Boxes[index].Box;
            if (double.IsFinite(box.Width) && double.IsFinite(box.Height) && box is { Width: >= 0, Height: >= 0 }) continue;

            throw new FgClipException(
                FgClipErrorKind.Argument, "box has no extent", $"boxes[{index}]", "finite numbers with x1 ≤ x2 and y1 ≤ y2", $"{box}");
        }

        using var pyramid = new PicturePyramid(picture);
        return BoundedPng.Encode(
            shrink => Draw(pyramid, content, options, Plan(picture, content, options, shrink)), options.MaxBytes);
    }

    /// <summary>Where everything lies; see <see cref="OverlayLayout"/>.</summary>
    internal static OverlayLayout Plan(PixelBuffer picture, AnnotatedContent content, OverlayOptions options, double shrink) =>
        OverlayLayout.Plan(
            picture,
            content.Caption,
            content.Verdict,
            (width, textSize) => options.ShowLegend && content.Claims.Count > 0
                ? new ClaimLegend(content.Claims, width, textSize, options.MaxLongEdge / LegendShare)
                : null,
            options,
            shrink);

    private static SKBitmap Draw(PicturePyramid picture, AnnotatedContent content, OverlayOptions options, OverlayLayout layout)
    {
        var drawing = new SKBitmap(new SKImageInfo(layout.Width, layout.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(drawing);
        canvas.Clear(PanelColors.Strip);
        using (var mat = new SKPaint { Color = PanelColors.Mat }) canvas.DrawRect(layout.Panel, mat);
        using (var scaled = picture.Scale(layout.Picture.Width, layout.Picture.Height))
        {
            layout.DrawFrame(canvas);
            canvas.DrawBitmap(scaled, layout.Picture.Left, layout.Picture.Top, SKSamplingOptions.Default);
        }

        canvas.Save();
        canvas.ClipRect(layout.Panel);
        var marks = new MarkPainter(canvas, layout.Panel, layout.TextSize);
        if (options.ShowBoxes) DrawBoxes(marks, layout, content.Boxes);
        canvas.Restore();

        layout.Caption.Draw(canvas, layout.Panel.Left, 0);
        layout.Legend?.Draw(canvas, layout.Panel.Left, layout.Panel.Bottom);
        return drawing;
    }

    // Backwards, so that the most important box lies on top; tags in their order, so that it gets the best place.
    private static void DrawBoxes(MarkPainter marks, OverlayLayout layout, IReadOnlyList<AnnotatedBox> boxes)
    {
        for (var index = boxes.Count - 1; index >= 0; index--)
        {
            if (layout.Map(boxes[index].Box) is { } place) marks.DrawBox(place, VerdictColors.Of(boxes[index].Verdict));
        }

        foreach (var box in boxes)
        {
            if (box.Tag is not null && layout.Map(box.Box) is { } place) marks.DrawTag(place, box.Tag, VerdictColors.Of(box.Verdict));
        }
    }
}
