using System.Text.Json;
using FgClip.Checkpoints;

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
        [ClaimKind.Position] = ClaimFit.OfMargin(-0.15, 0.05, 0.05),
        [ClaimKind.Relation] = ClaimFit.OfMargin(-0.10, 0.05, 0.05),
        [ClaimKind.Size] = ClaimFit.OfMargin(-0.15, 0.05, 0.05),
        [ClaimKind.Count] = ClaimFit.OfMargin(-1.5, 0.5, 1),
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

    /// <summary>How a kind is judged where readings are not of the sort that a card is fitted to.</summary>
    public static ClaimFit Unfitted(ClaimKind kind) => Cautious[kind];

    /// <summary>The calibration for a checkpoint.</summary>
    /// <exception cref="FgClipException">A member is missing, no number or out of range.</exception>
    public static MismatchCalibration Of(Checkpoint checkpoint) => Of(
        checkpoint.Card.Calibration is { ValueKind: JsonValueKind.Object } calibration && calibration.TryGetProperty("mismatch", out var mismatch)
            ? mismatch
            : null,
        Path.Combine(checkpoint.Folder, CheckpointCard.FileName));

    /// <summary>The calibration that a card spells out.</summary>
    /// <param name="mismatch">The value of <c>calibration.mismatch</c>; null where the card has none.</param>
    /// <param name="where">The card, for errors.</param>
    /// <exception cref="FgClipException">A member is missing, no number or out of range.</exception>
    public static MismatchCalibration Of(JsonElement? mismatch, string where)
    {
        if (mismatch is not { } kinds) return new MismatchCalibration(false);
        if (kinds.ValueKind != JsonValueKind.Object) throw Malformed("calibration.mismatch is no object", "an object with kinds of claims");

        var fitted = new MismatchCalibration(true);
        foreach (var entry in kinds.EnumerateObject())
        {
            if (!ClaimKindNames.All.Contains(entry.Name))
            {
                throw Malformed($"calibration.mismatch.{entry.Name} is no kind of claim", string.Join(", ", ClaimKindNames.All));
            }

            fitted._fits[ClaimKindNames.Parse(entry.Name)] = Fit(entry.Name, entry.Value);
        }

        return fitted;

        ClaimFit Fit(string kind, JsonElement entry)
        {
            if (entry.ValueKind != JsonValueKind.Object) throw Malformed($"calibration.mismatch.{kind} is no object", "an object with weights");

            var fit = new ClaimFit(
                Number(kind, entry, "intercept"), Number(kind, entry, "margin"),
                Number(kind, entry, "contradicted_below"), Number(kind, entry, "supported_above"))
            {
                Caption = Number(kind, entry, "caption", 0),
                Cosine = Number(kind, entry, "cosine", 0),
                Peak = Number(kind, entry, "peak", 0),
            };
            return fit is { Margin: > 0, ContradictedBelow: >= 0, SupportedAbove: <= 1 } && fit.ContradictedBelow <= fit.SupportedAbove
                ? fit
                : throw Malformed(
                    $"calibration.mismatch.{kind} contradicts itself", "margin above 0 and 0 ≤ contradicted_below ≤ supported_above ≤ 1");
        }

        double Number(string kind, JsonElement entry, string key, double? without = null)
        {
            if (!entry.TryGetProperty(key, out var value) && without is { } number) return number;

            return value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble())
                ? value.GetDouble()
                : throw Malformed($"calibration.mismatch.{kind}.{key} is not a number", "a finite number");
        }

        FgClipException Malformed(string what, string expected) => new(FgClipErrorKind.Checkpoint, what, where, expected);
    }
}
