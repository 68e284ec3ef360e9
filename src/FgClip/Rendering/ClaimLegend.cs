using System.Globalization;
using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>
/// The list below an annotated picture: each claim with the sign of its verdict and the number of its box, one after the
/// other as words in a line. Claims that find no room are counted at the end.
/// </summary>
internal sealed class ClaimLegend : IPanelStrip
{
    private readonly LabelPainter _painter;
    private readonly int _padding;
    private readonly List<PlacedClaim> _claims = [];
    private readonly PlacedText? _more;

    /// <param name="claims">In the order of the list.</param>
    /// <param name="width">The strip's width in pixels.</param>
    /// <param name="textSize">The caption's em size in pixels.</param>
    /// <param name="maxHeight">The most pixels of height; at least one line is shown.</param>
    public ClaimLegend(IReadOnlyList<AnnotatedClaim> claims, int width, float textSize, int maxHeight)
    {
        _painter = new LabelPainter(PanelMetrics.SmallTextSize(textSize));
        _padding = PanelMetrics.Padding(textSize);
        var maxLines = Math.Max(1, (maxHeight - _padding) / _painter.LineHeight);
        var room = width - (2 * _padding);

        var lines = claims.Count == 0 ? 0 : Place(claims, room, maxLines);
        if (_claims.Count < claims.Count)
        {
            // The count takes the place of the claims that stand in its way.
            PlacedText more;
            do
            {
                more = MoreAfter(claims.Count - _claims.Count);
                if (_claims.Count == 0 || more.X + _painter.Measure(more.Text) <= room) break;
                _claims.RemoveAt(_claims.Count - 1);
            }
            while (true);
            _more = more;
        }

        Height = lines == 0 ? 0 : (lines * _painter.LineHeight) + _padding;
    }

    /// <inheritdoc/>
    public int Height { get; }

    /// <summary>Claims that are shown; the others are counted.</summary>
    public int Shown => _claims.Count;

    private float Gap => _painter.Size;

    private float SignSize => MathF.Round(_painter.Size * 0.95f);

    /// <inheritdoc/>
    public void Draw(SKCanvas canvas, int left, int top)
    {
        left += _padding;
        top += _padding / 2;
        foreach (var claim in _claims)
        {
            var lineTop = top + (claim.Line * _painter.LineHeight);
            var square = SKRect.Create(
                left + claim.X, lineTop + MathF.Round((_painter.LineHeight - SignSize) / 2), SignSize, SignSize);
            VerdictSign.Draw(canvas, square, claim.Claim.Verdict);
            var x = square.Right + (Gap * 0.4f);
            if (claim.Claim.Tag is { } tag)
            {
                _painter.Draw(canvas, tag, x, lineTop, VerdictColors.Of(claim.Claim.Verdict));
                x += _painter.Measure(tag) + (Gap * 0.4f);
            }

            _painter.Draw(canvas, claim.Text, x, lineTop, PanelColors.Text);
        }

        if (_more is { } more) _painter.Draw(canvas, more.Text, left + more.X, top + (more.Line * _painter.LineHeight), PanelColors.QuietText);
    }

    // As many claims as there is room for; the number of lines that they take.
    private int Place(IReadOnlyList<AnnotatedClaim> claims, float room, int maxLines)
    {
        var (line, x) = (0, 0f);
        foreach (var claim in claims)
        {
            var head = SignSize + (Gap * 0.4f) + (claim.Tag is null ? 0 : _painter.Measure(claim.Tag) + (Gap * 0.4f));
            if (LineBreaker.Wrap(LabelText.Clean(claim.Text), _painter, room - head, maxLines: 1) is not [var text]) text = "";
            var width = head + _painter.Measure(text);
            if (x > 0 && x + width > room) (line, x) = (line + 1, 0);
            if (line == maxLines) return maxLines;
            _claims.Add(new PlacedClaim(claim, text, line, x));
            x += width + Gap;
        }

        return line + 1;
    }

    private PlacedText MoreAfter(int count)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"+{count}");
        if (_claims.Count == 0) return new PlacedText(text, 0, 0);
        var last = _claims[^1];
        var head = SignSize + (Gap * 0.4f) + (last.Claim.Tag is { } tag ? _painter.Measure(tag) + (Gap * 0.4f) : 0);
        return new PlacedText(text, last.Line, last.X + head + _painter.Measure(last.Text) + Gap);
    }

    private readonly record struct PlacedClaim(AnnotatedClaim Claim, string Text, int Line, float X);

    private readonly record struct PlacedText(string Text, int Line, float X);
}
