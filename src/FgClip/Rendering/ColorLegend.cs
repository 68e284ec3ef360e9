using System.Globalization;
using FgClip.Analysis;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>The strip below a heat map: the word "cosine", the smallest value, the colour bar and the largest value.</summary>
internal sealed class ColorLegend : IPanelStrip
{
    private const string Unit = "cosine";
    private const int FewestDecimals = 3;
    private const int MostDecimals = 6; // beyond these a float says nothing more

    private readonly LabelPainter _painter;
    private readonly string _minimum;
    private readonly string _maximum;
    private readonly int _padding;
    private readonly int _width;

    /// <param name="map">Its extremes are the ends of the bar.</param>
    /// <param name="width">The strip's width in pixels.</param>
    /// <param name="textSize">The caption's em size in pixels.</param>
    public ColorLegend(HeatMap map, int width, float textSize)
    {
        _painter = new LabelPainter(PanelMetrics.SmallTextSize(textSize));
        (_minimum, _maximum) = Ends(map.Minimum, map.Maximum);
        _padding = PanelMetrics.Padding(textSize);
        _width = width;
        Height = _painter.LineHeight + _padding;
    }

    /// <inheritdoc/>
    public int Height { get; }

    /// <summary>Where the bar lies when the strip starts at the given point.</summary>
    public SKRectI Bar(int left, int top)
    {
        var before = _padding + _painter.Measure($"{Unit}  {_minimum}") + _padding;
        var after = _padding + _painter.Measure(_maximum) + _padding;
        var barHeight = (int)MathF.Round(_painter.Size * 0.75f);
        var x = left + (int)MathF.Ceiling(before);
        var y = top + ((Height - barHeight) / 2);
        return new SKRectI(x, y, Math.Max(x + 1, left + _width - (int)MathF.Ceiling(after)), y + barHeight);
    }

    /// <inheritdoc/>
    public void Draw(SKCanvas canvas, int left, int top)
    {
        var bar = Bar(left, top);
        var textTop = top + ((Height - _painter.LineHeight) / 2);
        _painter.Draw(canvas, $"{Unit}  {_minimum}", left + _padding, textTop, PanelColors.QuietText);
        _painter.Draw(canvas, _maximum, bar.Right + _padding, textTop, PanelColors.QuietText);

        using var paint = new SKPaint();
        for (var x = bar.Left; x < bar.Right; x++)
        {
            var (r, g, b) = Viridis.At(bar.Width > 1 ? (float)(x - bar.Left) / (bar.Width - 1) : 1f);
            paint.Color = new SKColor(r, g, b);
            canvas.DrawRect(x, bar.Top, 1, bar.Height, paint);
        }
    }

    /// <summary>The two ends of the bar: with three decimals, or with more where they would read the same and are not.</summary>
    internal static (string Minimum, string Maximum) Ends(float minimum, float maximum)
    {
        for (var decimals = FewestDecimals; ; decimals++)
        {
            var ends = (Format(minimum, decimals), Format(maximum, decimals));
            if (ends.Item1 != ends.Item2 || minimum == maximum || decimals == MostDecimals) return ends;
        }
    }

    /// <summary>A number of decimals with a true minus sign, whatever the culture; large values with three digits.</summary>
    internal static string Format(float cosine, int decimals = FewestDecimals)
    {
        // "F3" would give a value beyond any cosine up to 39 digits, which no strip has room for.
        var text = cosine.ToString(Math.Abs(cosine) < 1000 ? $"F{decimals}" : "G3", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAnyInRange('1', '9') ? text.Replace('-', '−') : text.TrimStart('-');
    }
}
