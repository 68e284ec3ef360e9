using FgClip.Analysis.Mismatch;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>
/// A verdict as a sign on a ground of its colour: tick, cross or question mark, so that it does not depend on the colour
/// alone. Drawn as lines, because no embedded font has all three.
/// </summary>
internal static class VerdictSign
{
    /// <summary>Draws the sign into a square.</summary>
    public static void Draw(SKCanvas canvas, SKRect square, ClaimVerdict verdict)
    {
        using var ground = new SKPaint { Color = VerdictColors.Of(verdict), IsAntialias = true };
        canvas.DrawRoundRect(square, square.Width / 5, square.Width / 5, ground);

        using var stroke = new SKPaint
        {
            Color = PanelColors.Mat,
            IsStroke = true,
            StrokeWidth = square.Width / 7,
            StrokeCap = SKStrokeCap.Round,
            IsAntialias = true,
        };
        foreach (var line in Lines(verdict))
        {
            for (var i = 1; i < line.Length; i++) canvas.DrawLine(At(square, line[i - 1]), At(square, line[i]), stroke);
        }
    }

    // Points in a square from (0, 0) to (1, 1).
    private static (float X, float Y)[][] Lines(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Supported => [[(0.25f, 0.53f), (0.43f, 0.71f), (0.76f, 0.31f)]],
        ClaimVerdict.Contradicted => [[(0.29f, 0.29f), (0.71f, 0.71f)], [(0.71f, 0.29f), (0.29f, 0.71f)]],
        _ =>
        [
            [(0.33f, 0.36f), (0.38f, 0.26f), (0.5f, 0.22f), (0.62f, 0.26f), (0.67f, 0.36f), (0.62f, 0.46f), (0.5f, 0.53f), (0.5f, 0.6f)],
            [(0.5f, 0.79f), (0.5f, 0.791f)],
        ],
    };

    private static SKPoint At(SKRect square, (float X, float Y) point) =>
        new(square.Left + (point.X * square.Width), square.Top + (point.Y * square.Height));
}
