using System.Text.Json;
using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Evidence;
using FgClip.Checkpoints;

namespace FgClip.Analysis;

/// <summary>
/// Weights and thresholds that were fitted for one checkpoint on labelled pictures. Parts that it leaves out, and
/// checkpoints without one, are judged cautiously, by comparison alone. Immutable.
/// </summary>
public sealed class AnalysisCalibration
{
    private const string Path = "calibration";

    private AnalysisCalibration(PresenceCalibration? presence, PlaceFit places, InventoryFit? inventory, MismatchCalibration mismatch) =>
        (Presence, Places, Inventory, Mismatch) = (presence, places, inventory, mismatch);

    /// <summary>Nothing is fitted.</summary>
    public static AnalysisCalibration None { get; } = new(null, PlaceFit.Unfitted, null, MismatchCalibration.None);

    /// <summary>Whether a phrase is in a picture; null where that was not fitted.</summary>
    internal PresenceCalibration? Presence { get; }

    /// <summary>How places of things are judged.</summary>
    internal PlaceFit Places { get; }

    /// <summary>Which boxes hold things, whatever a caption says; null where that was not fitted.</summary>
    internal InventoryFit? Inventory { get; }

    /// <summary>How claims are judged.</summary>
    internal MismatchCalibration Mismatch { get; }

    /// <summary>What the checkpoint's card holds; <see cref="None"/> where it holds nothing.</summary>
    /// <exception cref="FgClipException">A member is missing, no number or out of range.</exception>
    public static AnalysisCalibration Of(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return checkpoint.Card.Calibration is { } calibration
            ? Parse(calibration, System.IO.Path.Combine(checkpoint.Folder, CheckpointCard.FileName))
            : None;
    }

    /// <summary>Reads the object that a card has under <c>calibration</c>.</summary>
    /// <param name="calibration">The object; members that are not known are passed over.</param>
    /// <param name="where">The file, for errors.</param>
    /// <exception cref="FgClipException">It is no object, or a member is missing, no number or out of range.</exception>
    public static AnalysisCalibration Parse(JsonElement calibration, string where) => calibration.ValueKind == JsonValueKind.Object
        ? new AnalysisCalibration(
            PresenceCalibration.Of(CalibrationFields.Find(calibration, "presence", Path, where)),
            PlaceFit.Of(CalibrationFields.Find(calibration, "places", Path, where)),
            InventoryFit.Of(CalibrationFields.Find(calibration, "inventory", Path, where)),
            MismatchCalibration.Of(calibration, Path, where))
        : throw new FgClipException(FgClipErrorKind.Checkpoint, $"{Path} is no object", where, "an object with presence, places and mismatch");
}
