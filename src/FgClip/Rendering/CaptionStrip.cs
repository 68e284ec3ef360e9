using SkiaSharp;

namespace FgClip.Rendering;

/// <summary>
/// The strip above a picture: a phrase of up to three lines and below it, quieter and smaller, a verdict of up to
/// two. Laid out once for one width; immutable afterwards.
/// </summary>
internal sealed class CaptionStrip
{
    private const int MaxPhraseLines = 3;
    private const int MaxVerdictLines = 2;

    private readonly LabelPainter _phrasePainter;
    private readonly LabelPainter _verdictPainter;
    private readonly IReadOnlyList<string> _phrase;
    private readonly IReadOnlyList<string> _verdict;
    private readonly int _padding;

    /// <summary>Breaks both texts into lines.</summary>
    /// <param name="phrase">The upper text, of any kind and length.</param>
    /// <param name="verdict">The lower text; null for none.</param>
    /// <param name="width">The strip's width in pixels.</param>
    /// <param name="textSize">The phrase's em size in pixels.</param>
    public CaptionStrip(string phrase, string? verdict, int width, float textSize)
    {
        _phrasePainter = new LabelPainter(textSize);
        _verdictPainter = new LabelPainter(PanelMetrics.SmallTextSize(textSize));
        _padding = PanelMetrics.Padding(textSize);
        var room = width - (2 * _padding);
        _phrase = LineBreaker.Wrap(LabelText.Clean(phrase), _phrasePainter, room, MaxPhraseLines);
        _verdict = LineBreaker.Wrap(LabelText.Clean(verdict ?? ""), _verdictPainter, room, MaxVerdictLines);
    }

    /// <summary>The strip's height in pixels; 0 where there is no text at all.</summary>
    public int Height => _phrase.Count + _verdict.Count == 0
        ? 0
        : _padding + (_phrase.Count * _phrasePainter.LineHeight) + (_verdict.Count * _verdictPainter.LineHeight);

    /// <summary>Draws the text; the ground is the caller's.</summary>
    public void Draw(SKCanvas canvas, float left, float top)
    {
        // The line height carries some air of its own, so half a padding at either end looks like a whole one.
        top += _padding / 2;
        foreach (var line in _phrase)
        {
            _phrasePainter.Draw(canvas, line, left + _padding, top, PanelColors.Text);
            top += _phrasePainter.LineHeight;
        }

        foreach (var line in _verdict)
        {
            _verdictPainter.Draw(canvas, line, left + _padding, top, PanelColors.QuietText);
            top += _verdictPainter.LineHeight;
        }
    }
}
