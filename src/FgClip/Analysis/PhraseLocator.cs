using FgClip.Encoding;

namespace FgClip.Analysis;

/// <summary>Finds phrases in a picture. Thread-safe; keep one an encoder, it remembers its reference phrases.</summary>
public sealed class PhraseLocator
{
    /// <summary>Phrases of one call at most.</summary>
    public const int MaxPhrases = 32;

    /// <summary>Boxes of one phrase at most.</summary>
    private const int MaxBoxes = 16;

    // Without a calibration the score is a softmax share, and the unsure band is wide on purpose.
    private const double UncalibratedAbsentBelow = 0.5;
    private const double UncalibratedPresentAbove = 0.9;

    private readonly FgClipEncoder _encoder;
    private readonly ReferencePhrases _references;
    private readonly PresenceCalibration? _calibration;

    /// <summary>A locator over an encoder, which must outlive it.</summary>
    /// <exception cref="FgClipException">The checkpoint's card holds a malformed calibration.</exception>
    public PhraseLocator(FgClipEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _encoder = encoder;
        _references = new ReferencePhrases(encoder);
        _calibration = PresenceCalibration.Of(encoder.Checkpoint);
    }

    /// <summary>Whether presence was fitted for this checkpoint; otherwise it is a cautious comparison.</summary>
    public bool IsCalibrated => _calibration is not null;

    /// <summary>Locates every phrase, in the caller's order.</summary>
    /// <param name="image">A picture encoded with <see cref="ImageParts.Dense"/> by the same encoder.</param>
    /// <param name="phrases">1 to <see cref="MaxPhrases"/> phrases, none empty.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FgClipException">The list is empty or too long, or a phrase is empty.</exception>
    public async Task<IReadOnlyList<LocatedPhrase>> LocateAsync(
        EncodedImage image, IReadOnlyList<string> phrases, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        TextLists.Check(phrases, "concepts", MaxPhrases);

        var texts = await _encoder.EncodeTextsAsync(phrases, TextKind.Box, cancellation).ConfigureAwait(false);
        var located = new LocatedPhrase[phrases.Count];
        for (var index = 0; index < located.Length; index++)
        {
            located[index] = await LocateAsync(phrases[index], texts[index], image.Dense, cancellation).ConfigureAwait(false);
        }

        return located;
    }

    private async Task<LocatedPhrase> LocateAsync(
        string phrase, EncodedText text, DenseFeatures dense, CancellationToken cancellation)
    {
        var map = new HeatMap(dense.Grid, dense.CosinesWith(text.Feature.Span));
        var boxes = HotAreaFinder.Find(map, dense.PictureWidth, dense.PictureHeight)
            .Take(MaxBoxes)
            .Select(area => new LocatedBox(area.Box, Cosine.Of(dense.Region(area.Box), text.Feature.Span)))
            .ToArray();
        var (present, score) = boxes.Length == 0
            ? (null, 0) // a flat map points nowhere
            : await PresenceAsync(phrase, text, dense, boxes[0], cancellation).ConfigureAwait(false);
        var peak = (
            (map.Peak.Column + 0.5) / dense.Grid.Columns * dense.PictureWidth,
            (map.Peak.Row + 0.5) / dense.Grid.Rows * dense.PictureHeight);
        return new LocatedPhrase(phrase, present, score, peak, boxes, map, text.Truncated);
    }

    // The region as a whole tells more than its best patch: single patches of other things often fit a phrase by chance.
    private async Task<(bool? Present, double Score)> PresenceAsync(
        string phrase, EncodedText text, DenseFeatures dense, LocatedBox best, CancellationToken cancellation)
    {
        if (_calibration is { } fitted)
        {
            var probability = PairScoring.Probability(fitted.Slope * best.Score + fitted.Intercept);
            return (Decide(probability, fitted.AbsentBelow, fitted.PresentAbove), probability);
        }

        var share = await _references.ShareAsync(phrase, text.Feature, dense.Region(best.Box), cancellation).ConfigureAwait(false);
        return (Decide(share, UncalibratedAbsentBelow, UncalibratedPresentAbove), share);
    }

    private static bool? Decide(double score, double absentBelow, double presentAbove) =>
        score > presentAbove ? true : score < absentBelow ? false : null;
}
