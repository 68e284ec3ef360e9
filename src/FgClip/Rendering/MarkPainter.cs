using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>
/// Draws boxes, their tags and crosses over one picture: a light line on a dark halo, visible on any ground. Tags
/// stay inside the picture's panel and never cover each other.
/// </summary>
/// <param name="canvas">What is drawn on.</param>
/// <param name="panel">Where tags may lie, in pixels of the canvas.</param>
/// <param name="textSize">The caption's em size in pixels; lines and tags follow it.</param>
internal sealed class MarkPainter(SKCanvas canvas, SKRectI panel, float textSize)
{
    // The most of the panel's width that a tag may take: it names a box and must not hide the picture.
    private const float WidestTag = 0.6f;

    private readonly LabelPainter _painter = new(PanelMetrics.SmallTextSize(textSize));
    private readonly float _stroke = PanelMetrics.StrokeWidth(textSize);
    private readonly List<SKRect> _tags = [];

    /// <summary>How far a box's halo reaches to either side of its edge, in pixels.</summary>
    public float Reach => (_stroke / 2) + HaloWidth;

    private float HaloWidth => Math.Max(1, MathF.Round(_stroke / 2));

    /// <summary>Draws a box whose line runs along the inside of <paramref name="box"/>.</summary>
    /// <param name="box">In pixels of the canvas.</param>
    /// <param name="color">Of the line.</param>
    /// <param name="broken">A broken line on an unbroken, fainter halo.</param>
    public void DrawBox(SKRect box, SKColor color, bool broken = false)
    {
        // Inside, so that a box along the picture's edge is not cut in half; a box thinner than the line is a line.
        var inset = Math.Min(Reach, Math.Min(box.Width, box.Height) / 2);
        var line = SKRect.Inflate(box, -inset, -inset);
        using var halo = Stroke(PanelColors.Halo, _stroke + (2 * HaloWidth));
        using var inner = Stroke(color, _stroke);
        using var dash = broken ? SKPathEffect.CreateDash([3 * _stroke, 3 * _stroke], 0) : null;
        if (broken) halo.Color = halo.Color.WithAlpha((byte)(halo.Color.Alpha / 2));
        inner.PathEffect = dash;
        canvas.DrawRect(line, halo);
        canvas.DrawRect(line, inner);
    }

    /// <summary>
    /// Draws a box's tag on a dark ground: above the box, else at another free place along its edges. Where all are
    /// taken by earlier tags the tag is left out: two unreadable tags say less than one.
    /// </summary>
    /// <returns>Where the tag lies; null where it was empty or left out.</returns>
    public SKRect? DrawTag(SKRect box, string tag, SKColor color)
    {
        var padding = MathF.Round(_painter.Size * 0.4f);
        var lines = LineBreaker.Wrap(LabelText.Clean(tag), _painter, (panel.Width * WidestTag) - (2 * padding), maxLines: 1);
        if (lines.Count == 0) return null;
        var size = new SKSize(MathF.Ceiling(_painter.Measure(lines[0]) + (2 * padding)), _painter.LineHeight);
        if (Place(box, size) is not { } place) return null;
        _tags.Add(place);
        using var ground = new SKPaint { Color = PanelColors.Halo, IsAntialias = true };
        canvas.DrawRoundRect(place, padding / 2, padding / 2, ground);
        _painter.Draw(canvas, lines[0], place.Left + padding, place.Top, color);
        return place;
    }

    /// <summary>Draws a cross with an open centre, so that the marked pixel itself stays visible.</summary>
    public void DrawCross(SKPoint centre, SKColor color)
    {
        var outer = MathF.Round(textSize * 0.75f);
        var gap = MathF.Round(textSize * 0.25f);
        using var halo = Stroke(PanelColors.Halo, _stroke + (2 * HaloWidth));
        using var inner = Stroke(color, _stroke);
        foreach (var (paint, extra) in new[] { (halo, HaloWidth), (inner, 0f) })
        {
            foreach (var (x, y) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
            {
                canvas.DrawLine(
                    centre.X + (x * (gap - extra)), centre.Y + (y * (gap - extra)),
                    centre.X + (x * (outer + extra)), centre.Y + (y * (outer + extra)), paint);
            }
        }
    }

    private static SKPaint Stroke(SKColor color, float width) =>
        new() { Color = color, IsStroke = true, StrokeWidth = width, IsAntialias = true, StrokeJoin = SKStrokeJoin.Miter };

    private SKRect? Place(SKRect box, SKSize size)
    {
        foreach (var corner in Corners(box, size))
        {
            var place = SKRect.Create(corner, size);
            if (IsInside(place) && _tags.TrueForAll(tag => !tag.IntersectsWith(place))) return place;
        }

        return null;
    }

    // The best place first: above the box, in its corner, below, beside, down its left edge, moved into the panel.
    private IEnumerable<SKPoint> Corners(SKRect box, SKSize size)
    {
        var inset = 2 * Reach;
        yield return new SKPoint(box.Left, box.Top - size.Height);
        yield return new SKPoint(box.Left + inset, box.Top + inset);
        yield return new SKPoint(box.Right - size.Width, box.Top - size.Height);
        yield return new SKPoint(box.Left, box.Bottom);
        yield return new SKPoint(box.Right - size.Width, box.Bottom);
        yield return new SKPoint(box.Right, box.Top);
        yield return new SKPoint(box.Left - size.Width, box.Top);
        yield return new SKPoint(box.Right - size.Width - inset, box.Bottom - size.Height - inset);
        for (var y = box.Top + inset + size.Height; y + size.Height < box.Bottom; y += size.Height)
        {
            yield return new SKPoint(box.Left + inset, y);
        }

        yield return new SKPoint(
            Math.Clamp(box.Left, panel.Left, Math.Max(panel.Left, panel.Right - size.Width)),
            Math.Clamp(box.Top, panel.Top, Math.Max(panel.Top, panel.Bottom - size.Height)));
    }

    private bool IsInside(SKRect place) =>
        place.Left >= panel.Left && place.Top >= panel.Top && place.Right <= panel.Right && place.Bottom <= panel.Bottom;
}
