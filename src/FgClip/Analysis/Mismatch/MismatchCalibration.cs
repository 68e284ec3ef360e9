using System.Text.Json;

namespace FgClip.Analysis.Mismatch;

/// <summary>
/// How readings of every kind are judged, from <c>calibration.mismatch</c> of a checkpoint's card; kinds that it leaves
/// out, and checkpoints without, are judged cautiously by the margin alone.
/// </summary>
internal sealed class MismatchCalibration
{
    // Cosines of close phrases lie close on every checkpoint, and located boxes are rough: far enough behind to be no accident.
    private static readonly ClaimFit Phrases = ClaimFit.OfMargin(-0.05, 0.01, 0.02);

    private static readonly Dictionary<ClaimKind, ClaimFit> Cautious = new()
    {
        [ClaimKind.Thing] = Phrases,
        [ClaimKind.Color] = Phrases,
        [ClaimKind.Attribute] = Phrases,
        [ClaimKind.Binding] = Phrases,
        [ClaimKind.Background] = ClaimFit.OfMargin(-0.02, 0.005, 0.01),
        [ClaimKind.Position] = ClaimFit.OfMargin(-2.5, 1, 1),
        [ClaimKind.Relation] = ClaimFit.OfMargin(-2.5, 1, 1),
        [ClaimKind.Size] = ClaimFit.OfMargin(-3, 1, 1),
        [ClaimKind.Count] = ClaimFit.OfMargin(-3, 1, 1),
        // Without an alternative a caption's own score can support a claim, but never contradict it.
        [ClaimKind.Action] = ClaimFit.OfMargin(double.NegativeInfinity, 0, 1),
        [ClaimKind.Other] = ClaimFit.OfMargin(double.NegativeInfinity, 0, 1),
    };

    private readonly Dictionary<ClaimKind, ClaimFit> _fits = new(Cautious);

    private MismatchCalibration(bool isFitted) => IsFitted = isFitted;

    /// <summary>The card holds a calibration.</summary>
    public bool IsFitted { get; }

    /// <summary>How a kind is judged.</summary>
    public ClaimFit this[ClaimKind kind] => _fits[kind];

    /// <summary>How a reading of a claim is judged.</summary>
    public ClaimFit For(ClaimKind kind, Evidence.Reading reading) => reading.OfCaptions ? Unfitted(ClaimKind.Background) : this[kind];

    /// <summary>How a kind is judged where readings are not of the sort that a card is fitted to.</summary>
    public static ClaimFit Unfitted(ClaimKind kind) => Cautious[kind];

    /// <summary>Nothing is fitted.</summary>
    public static MismatchCalibration None { get; } = new(false);

    /// <summary>The calibration under <c>mismatch</c>; <see cref="None"/> where there is none.</summary>
    /// <param name="calibration">The whole calibration, an object.</param>
    /// <param name="path">Its path in the file, for errors.</param>
    /// <param name="where">The file, for errors.</param>
    /// <exception cref="FgClipException">A member is missing, no number or out of range.</exception>
    public static MismatchCalibration Of(JsonElement calibration, string path, string where)
    {
        const string Name = "mismatch";
        if (CalibrationFields.Find(calibration, Name, path, where) is not { } fields) return None;

        var fitted = new MismatchCalibration(true);
        var mismatch = calibration.GetProperty(Name);
        foreach (var entry in mismatch.EnumerateObject())
        {
            if (!ClaimKindNames.All.Contains(entry.Name))
            {
                throw fields.Malformed($"has {entry.Name}, which is no kind of claim", string.Join(", ", ClaimKindNames.All));
            }

            fitted._fits[ClaimKindNames.Parse(entry.Name)] = Fit(CalibrationFields.Find(mismatch, entry.Name, $"{path}.{Name}", where)!);
        }

        return fitted;
    }

    private static ClaimFit Fit(CalibrationFields fields)
    {
        var fit = new ClaimFit(
            fields.Number("intercept"), fields.Number("margin"), fields.Number("contradicted_below"), fields.Number("supported_above"))
        {
            Caption = fields.Number("caption", 0),
            Cosine = fields.Number("cosine", 0),
            Peak = fields.Number("peak", 0),
            Sure = fields.Number("sure", 0),
        };
        return fit is { Margin: > 0, ContradictedBelow: >= 0, SupportedAbove: <= 1 } && fit.ContradictedBelow <= fit.SupportedAbove
            ? fit
            : throw fields.Malformed("contradicts itself", "margin above 0 and 0 ≤ contradicted_below ≤ supported_above ≤ 1");
    }
}
