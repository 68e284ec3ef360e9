using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>
/// Measures and draws single lines of text in any language at one size. Immutable and safe to share between threads;
/// expects text that <see cref="LabelText.Clean"/> has made drawable.
/// </summary>
/// <param name="size">The em size in pixels, above 0.</param>
internal sealed class LabelPainter(float size)
{
    // Capitals of both embedded fonts are 0.71 to 0.73 em high: lines are placed by this one number, not by a
    // font's own metrics, so that a line looks the same beside another in a different script.
    private const float CapHeight = 0.72f;

    /// <summary>The em size in pixels.</summary>
    public float Size { get; } = size;

    /// <summary>The distance from one line's top to the next one's, in whole pixels.</summary>
    public int LineHeight { get; } = (int)MathF.Ceiling(size * 1.4f);

    /// <summary>The width of the text in pixels.</summary>
    public float Measure(string text)
    {
        var width = 0f;
        foreach (var advance in Advances(text)) width += advance;
        return width;
    }

    /// <summary>
    /// How far every UTF-16 unit moves the pen, in pixels; 0 for a pair's second half. Without kerning or shaping
    /// the sum over a part is that part's width.
    /// </summary>
    public float[] Advances(string text)
    {
        var advances = new float[text.Length];
        foreach (var run in LabelTypefaces.Split(text))
        {
            using var font = FontOf(run.Typeface);
            var widths = font.GetGlyphWidths(text.AsSpan(run.Start, run.Length));
            for (int unit = run.Start, glyph = 0; glyph < widths.Length; glyph++)
            {
                advances[unit] = widths[glyph];
                unit += char.IsHighSurrogate(text[unit]) ? 2 : 1;
            }
        }

        return advances;
    }

    /// <summary>Draws the text with its left edge at <paramref name="x"/>, centred in a line that starts at <paramref name="top"/>.</summary>
    public void Draw(SKCanvas canvas, string text, float x, float top, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        var baseline = MathF.Round(top + ((LineHeight + (CapHeight * Size)) / 2));
        foreach (var run in LabelTypefaces.Split(text))
        {
            using var font = FontOf(run.Typeface);
            var piece = text.Substring(run.Start, run.Length);
            canvas.DrawText(piece, x, baseline, SKTextAlign.Left, font, paint);
            x += font.MeasureText(piece);
        }
    }

    // No hinting and whole-grey edges: the same pixels on every platform as far as its rasteriser allows.
    private SKFont FontOf(SKTypeface typeface) => new(typeface, Size)
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        Subpixel = true,
    };
}
