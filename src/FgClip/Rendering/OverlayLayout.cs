using FgClip.Imaging;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>Where everything lies on the drawing: caption, panel with the picture in its middle, legend.</summary>
internal sealed class OverlayLayout
{
    // Narrower than this a caption would be a column of single words.
    private const int SmallestWidth = 480;

    // A picture with a shorter edge below this is enlarged further, as far as the long edge allows.
    private const int SmallestShortEdge = 96;

    // Below this height a panel is filled up around the picture, so that a line of pixels still reads as a picture.
    private const int SmallestPanelHeight = 64;

    private readonly PixelBuffer _picture;

    private OverlayLayout(PixelBuffer picture, SKSizeI scaled, SKSizeI panel, float textSize, CaptionStrip caption, IPanelStrip? legend)
    {
        _picture = picture;
        TextSize = textSize;
        Caption = caption;
        Legend = legend;
        Panel = SKRectI.Create(0, caption.Height, panel.Width, panel.Height);
        Picture = SKRectI.Create(
            Panel.Left + ((panel.Width - scaled.Width) / 2), Panel.Top + ((panel.Height - scaled.Height) / 2),
            scaled.Width, scaled.Height);
        Width = panel.Width;
        Height = Panel.Bottom + (legend?.Height ?? 0);
    }

    /// <summary>The drawing's width in pixels.</summary>
    public int Width { get; }

    /// <summary>The drawing's height in pixels.</summary>
    public int Height { get; }

    /// <summary>The em size of the phrase in pixels.</summary>
    public float TextSize { get; }

    /// <summary>The caption, at the top.</summary>
    public CaptionStrip Caption { get; }

    /// <summary>The legend, at the bottom; null where none is wanted.</summary>
    public IPanelStrip? Legend { get; }

    /// <summary>Between caption and legend, over the whole width.</summary>
    public SKRectI Panel { get; }

    /// <summary>The scaled picture, in the middle of the panel.</summary>
    public SKRectI Picture { get; }

    /// <summary>
    /// Finds the largest drawing within the limits. A picture whose long edge is below 480 pixels is enlarged to
    /// that; a larger one is only ever made smaller.
    /// </summary>
    /// <param name="picture">The original picture.</param>
    /// <param name="content">Caption, verdict and heat map.</param>
    /// <param name="options">The limits.</param>
    /// <param name="shrink">What the picture's own scale is multiplied by, above 0 and at most 1; strips keep readable.</param>
    public static OverlayLayout Plan(PixelBuffer picture, OverlayContent content, OverlayOptions options, double shrink) =>
        Plan(
            picture,
            content.Label,
            content.Verdict,
            (width, textSize) => options.ShowLegend ? new ColorLegend(content.HeatMap, width, textSize) : null,
            options,
            shrink);

    /// <inheritdoc cref="Plan(PixelBuffer, OverlayContent, OverlayOptions, double)"/>
    /// <param name="picture">The original picture.</param>
    /// <param name="label">The caption.</param>
    /// <param name="verdict">The quieter line below it; null for none.</param>
    /// <param name="legendOf">Makes the legend for a width and the caption's em size; at most a quarter of the long edge high.</param>
    /// <param name="options">The limits.</param>
    /// <param name="shrink">As above.</param>
    public static OverlayLayout Plan(
        PixelBuffer picture, string label, string? verdict, Func<int, float, IPanelStrip?> legendOf, OverlayOptions options, double shrink)
    {
        var scale = StartScale(picture, options.MaxLongEdge) * shrink;
        while (true)
        {
            var scaled = new SKSizeI(Scaled(picture.Width, scale), Scaled(picture.Height, scale));
            var panel = new SKSizeI(
                Math.Max(scaled.Width, Math.Min(SmallestWidth, options.MaxLongEdge)),
                Math.Max(scaled.Height, SmallestPanelHeight));
            var textSize = PanelMetrics.TextSize(panel.Width, panel.Height);
            var caption = new CaptionStrip(label, verdict, panel.Width, textSize);
            var legend = legendOf(panel.Width, textSize);
            var room = options.MaxLongEdge - caption.Height - (legend?.Height ?? 0);
            // The smallest panel below the most lines of the smallest text fits the smallest long edge (256), so this ends.
            if (panel.Height <= room || scaled.Height <= 1) return new OverlayLayout(picture, scaled, panel, textSize, caption, legend);

            // A narrower panel may need more lines: the step down is at least 2 % so that the search ends.
            scale = Math.Min((double)room / picture.Height, scale * 0.98);
        }
    }

    /// <summary>
    /// A hairline just outside a picture that does not fill its panel: without it a dark picture has no visible edge. To be
    /// drawn before the picture.
    /// </summary>
    public void DrawFrame(SKCanvas canvas)
    {
        if (Picture == Panel) return;
        using var frame = new SKPaint { Color = PanelColors.Frame };
        canvas.Save();
        canvas.ClipRect(Panel);
        canvas.DrawRect(SKRect.Inflate(Picture, 1, 1), frame);
        canvas.Restore();
    }

    /// <summary>A box of the original picture on the drawing, cut at the picture's edges; null where nothing is left.</summary>
    public SKRect? Map(BoxPixels box)
    {
        var (left, top) = (Math.Max(0, box.X1), Math.Max(0, box.Y1));
        var (right, bottom) = (Math.Min(_picture.Width, box.X2), Math.Min(_picture.Height, box.Y2));
        if (left >= right || top >= bottom) return null;
        var (first, last) = (Map(left, top), Map(right, bottom));
        return new SKRect(first.X, first.Y, last.X, last.Y);
    }

    /// <summary>A point of the original picture on the drawing; outside points move to the picture's edge.</summary>
    public SKPoint Map(double x, double y) => new(
        (float)(Picture.Left + (Math.Clamp(x, 0, _picture.Width) * Picture.Width / _picture.Width)),
        (float)(Picture.Top + (Math.Clamp(y, 0, _picture.Height) * Picture.Height / _picture.Height)));

    private static double StartScale(PixelBuffer picture, int maxLongEdge)
    {
        double longEdge = Math.Max(picture.Width, picture.Height);
        double shortEdge = Math.Min(picture.Width, picture.Height);
        var readable = Math.Max(SmallestWidth / longEdge, SmallestShortEdge / shortEdge);
        return Math.Min(Math.Max(1, readable), maxLongEdge / longEdge);
    }

    private static int Scaled(int edge, double scale) => Math.Max(1, (int)Math.Round(edge * scale));
}
