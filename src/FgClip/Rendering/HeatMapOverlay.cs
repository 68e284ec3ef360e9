using FgClip.Imaging;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>
/// Draws where in a picture a phrase was found: the heat map in viridis over the picture, boxes, the peak, the
/// phrase with its verdict above and a colour bar below. Thread-safe.
/// </summary>
public static class HeatMapOverlay
{
    /// <summary>
    /// The drawing as an opaque PNG within the options' limits; equal input gives equal bytes on one platform.
    /// </summary>
    /// <remarks>
    /// Colours run from the map's smallest value (dark violet) to its largest (yellow), smoothly between the patches'
    /// centres; the hotter a place the more of its colour is laid over the picture, the colder the darker the picture
    /// becomes. Pictures with a long edge below 480 pixels are enlarged to that and very thin ones beyond it; all
    /// others keep their size or shrink, as far as the limits on edge and bytes demand.
    /// Text is at least 16 pixels high. It is drawn with embedded fonts for Latin, Greek, Cyrillic and Chinese; other
    /// characters use the system's fonts where there are any, else a box. A tag that finds no free place is left out.
    /// </remarks>
    /// <param name="picture">The original picture, to which boxes and peak refer.</param>
    /// <param name="content">What to draw over it.</param>
    /// <param name="options">Limits and looks; null for the defaults.</param>
    /// <exception cref="FgClipException">An option or coordinate is out of range.</exception>
    public static byte[] RenderPng(PixelBuffer picture, OverlayContent content, OverlayOptions? options = null)
    {
        using var pyramid = new PicturePyramid(picture);
        return RenderPng(pyramid, content, options);
    }

    /// <inheritdoc cref="RenderPng(PixelBuffer, OverlayContent, OverlayOptions)"/>
    /// <param name="picture">The picture, which serves other drawings too.</param>
    /// <param name="content">What to draw over it.</param>
    /// <param name="options">Limits and looks; null for the defaults.</param>
    public static byte[] RenderPng(PicturePyramid picture, OverlayContent content, OverlayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(content);
        options ??= new OverlayOptions();
        options.Validate();
        content.Validate();
        return BoundedPng.Encode(
            shrink => Draw(picture, content, options, OverlayLayout.Plan(picture.Picture, content, options, shrink)), options.MaxBytes);
    }

    private static SKBitmap Draw(PicturePyramid picture, OverlayContent content, OverlayOptions options, OverlayLayout layout)
    {
        var drawing = new SKBitmap(new SKImageInfo(layout.Width, layout.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(drawing);
        canvas.Clear(PanelColors.Strip);
        using (var mat = new SKPaint { Color = PanelColors.Mat }) canvas.DrawRect(layout.Panel, mat);

        using (var scaled = picture.Scale(layout.Picture.Width, layout.Picture.Height))
        {
            HeatBlend.Apply(scaled.GetPixelSpan(), scaled.Width, scaled.Height, content.HeatMap, options.Opacity);
            layout.DrawFrame(canvas);
            canvas.DrawBitmap(scaled, layout.Picture.Left, layout.Picture.Top, SKSamplingOptions.Default);
        }

        canvas.Save();
        canvas.ClipRect(layout.Panel); // a cross at the picture's edge must not reach into the text
        var marks = new MarkPainter(canvas, layout.Panel, layout.TextSize);
        if (options.ShowBoxes) DrawBoxes(marks, layout, content.Boxes, content.IsDoubtful);
        if (content.Peak is { } peak) marks.DrawCross(layout.Map(peak.X, peak.Y), PanelColors.Mark);
        canvas.Restore();

        layout.Caption.Draw(canvas, layout.Panel.Left, 0);
        layout.Legend?.Draw(canvas, layout.Panel.Left, layout.Panel.Bottom);
        return drawing;
    }

    // Backwards, so that the most important box lies on top; tags after all boxes and in their order, so that the
    // most important one gets the best place.
    private static void DrawBoxes(
        MarkPainter marks, OverlayLayout layout, IReadOnlyList<(BoxPixels Box, string? Tag)> boxes, bool broken)
    {
        for (var i = boxes.Count - 1; i >= 0; i--)
        {
            if (layout.Map(boxes[i].Box) is { } box) marks.DrawBox(box, PanelColors.Mark, broken);
        }

        foreach (var (box, tag) in boxes)
        {
            if (tag is not null && layout.Map(box) is { } place) marks.DrawTag(place, tag, PanelColors.Mark);
        }
    }
}
