using FgClip.Analysis.Instances;
using FgClip.Encoding;

namespace FgClip.Analysis;

/// <summary>Finds phrases in a picture. Thread-safe; keep one an encoder, it remembers its reference phrases.</summary>
public sealed class PhraseLocator
{
    /// <summary>Phrases of one call at most.</summary>
    public const int MaxPhrases = 32;

    /// <summary>Boxes of one phrase at most.</summary>
    private const int MaxBoxes = 16;

    /// <summary>A further place counts as one of the phrase only if its peak reaches this level.</summary>
    private const float FurtherLevel = 0.7f;

    /// <summary>A peak that stands out less from its area is a part of one thing, and no further one.</summary>
    private const float PartProminence = 0.25f;

    // Without a calibration the score is a softmax share, and the unsure band is wide on purpose.
    private const double UncalibratedAbsentBelow = 0.5;
    private const double UncalibratedPresentAbove = 0.9;

    private readonly FgClipEncoder _encoder;
    private readonly ReferencePhrases _references;
    private readonly PresenceCalibration? _calibration;

    /// <summary>A locator over an encoder, which must outlive it.</summary>
    /// <param name="encoder">The checkpoint.</param>
    /// <param name="calibration">How presence is judged; null: as the checkpoint's card says.</param>
    /// <exception cref="FgClipException">The checkpoint's card holds a malformed calibration.</exception>
    public PhraseLocator(FgClipEncoder encoder, AnalysisCalibration? calibration = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _encoder = encoder;
        _references = new ReferencePhrases(encoder);
        _calibration = (calibration ?? AnalysisCalibration.Of(encoder.Checkpoint)).Presence;
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
        var maps = PhraseMaps.Of(dense, text);
        var boxes = Places(dense, text, maps, out var reading);
        // A flat map points nowhere.
        var (present, score) = reading is { } read
            ? await PresenceAsync(phrase, text, dense, boxes[0], read, cancellation).ConfigureAwait(false)
            : (null, 0);
        var peak = (
            (maps.Plain.Peak.Column + 0.5) / dense.Grid.Columns * dense.PictureWidth,
            (maps.Plain.Peak.Row + 0.5) / dense.Grid.Rows * dense.PictureHeight);
        return new LocatedPhrase(phrase, present, score, peak, boxes, maps.Plain, text.Truncated);
    }

    /// <summary>The places of a phrase, best first, and what tells whether it is there at all; both empty for a flat map.</summary>
    internal static IReadOnlyList<LocatedBox> Places(DenseFeatures dense, EncodedText text, PhraseMaps maps, out PresenceReading? reading)
    {
        FoundInstance[] places = [.. InstanceFinder.Find(maps.Twice, dense.PictureWidth, dense.PictureHeight)
            .Where(place => place.Level >= FurtherLevel)
            .Take(MaxBoxes)];
        LocatedBox[] boxes = [.. InstanceExtents.Of(
                maps.Once, places, index => places[index].Prominence >= PartProminence, dense.PictureWidth, dense.PictureHeight)
            .Distinct()
            .Select(box => new LocatedBox(box, Cosine.Of(dense.Region(box), text.Feature.Span)))];
        reading = boxes.Length == 0 ? null : new PresenceReading(boxes[0].Score, maps.Twice.Maximum, maps.Twice.Maximum - RefinedMap.Median(maps.Twice.Values));
        return boxes;
    }

    // The region as a whole tells more than its best patch: single patches of other things often fit a phrase by chance.
    private async Task<(bool? Present, double Score)> PresenceAsync(
        string phrase, EncodedText text, DenseFeatures dense, LocatedBox best, PresenceReading reading, CancellationToken cancellation)
    {
        if (_calibration is { } fitted)
        {
            var probability = fitted.Probability(reading);
            return (Decide(probability, fitted.AbsentBelow, fitted.PresentAbove), probability);
        }

        var share = await _references.ShareAsync(phrase, text.Feature, dense.Region(best.Box), cancellation).ConfigureAwait(false);
        return (Decide(share, UncalibratedAbsentBelow, UncalibratedPresentAbove), share);
    }

    private static bool? Decide(double score, double absentBelow, double presentAbove) =>
        score > presentAbove ? true : score < absentBelow ? false : null;
}
