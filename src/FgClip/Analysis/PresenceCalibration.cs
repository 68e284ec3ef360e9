using System.Text.Json;
using FgClip.Checkpoints;

namespace FgClip.Analysis;

/// <summary>
/// Fitted thresholds of presence, from <c>calibration.presence</c> of a checkpoint's card: the probability that a
/// phrase is in the picture is the sigmoid of <paramref name="Slope"/> · region cosine + <paramref name="Intercept"/>.
/// </summary>
/// <param name="Slope">Factor of the cosine between the phrase and the region it points at.</param>
/// <param name="Intercept">Summand.</param>
/// <param name="AbsentBelow">Probabilities below this mean that the phrase is not there, 0 to 1.</param>
/// <param name="PresentAbove">Probabilities above this mean that it is, 0 to 1; between the two the answer is unsure.</param>
internal sealed record PresenceCalibration(double Slope, double Intercept, double AbsentBelow, double PresentAbove)
{
    /// <summary>The card's calibration; null where it has none.</summary>
    /// <exception cref="FgClipException">A member is missing, no number or out of range.</exception>
    public static PresenceCalibration? Of(Checkpoint checkpoint)
    {
        if (checkpoint.Card.Calibration is not { } calibration || !calibration.TryGetProperty("presence", out var presence)) return null;

        var where = Path.Combine(checkpoint.Folder, CheckpointCard.FileName);
        var fitted = new PresenceCalibration(
            Number("slope"), Number("intercept"), Number("absent_below"), Number("present_above"));
        if (fitted.AbsentBelow < 0 || fitted.AbsentBelow > fitted.PresentAbove || fitted.PresentAbove > 1)
        {
            throw new FgClipException(
                FgClipErrorKind.Checkpoint,
                "calibration.presence contradicts itself",
                where,
                "0 ≤ absent_below ≤ present_above ≤ 1",
                $"{fitted.AbsentBelow} and {fitted.PresentAbove}");
        }

        return fitted;

        double Number(string key) =>
            presence.ValueKind == JsonValueKind.Object
            && presence.TryGetProperty(key, out var value)
            && value.ValueKind == JsonValueKind.Number
            && double.IsFinite(value.GetDouble())
                ? value.GetDouble()
                : throw new FgClipException(
                    FgClipErrorKind.Checkpoint, $"calibration.presence.{key} is not a number", where, "a finite number");
    }
}
