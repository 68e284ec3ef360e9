using System.Text.Json;

namespace FgClip.Analysis;

/// <summary>Reads the numbers of one part of a calibration; errors name the member and the file.</summary>
/// <param name="part">The part, an object.</param>
/// <param name="path">Its path in the file, for errors.</param>
/// <param name="where">The file, for errors.</param>
internal sealed class CalibrationFields(JsonElement part, string path, string where)
{
    /// <summary>A part below an object; null where it has none.</summary>
    /// <exception cref="FgClipException">It is no object.</exception>
    public static CalibrationFields? Find(JsonElement parent, string name, string path, string where)
    {
        if (!parent.TryGetProperty(name, out var part)) return null;

        var fields = new CalibrationFields(part, $"{path}.{name}", where);
        return part.ValueKind == JsonValueKind.Object ? fields : throw fields.Malformed("is no object", "an object with weights");
    }

    /// <summary>A number.</summary>
    /// <param name="name">The member.</param>
    /// <param name="without">What it is where the part has none; null: it must have one.</param>
    /// <exception cref="FgClipException">It is missing, or no finite number.</exception>
    public double Number(string name, double? without = null)
    {
        if (!part.TryGetProperty(name, out var value) && without is { } number) return number;

        return value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble())
            ? value.GetDouble()
            : throw new FgClipException(FgClipErrorKind.Checkpoint, $"{path}.{name} is not a number", where, "a finite number");
    }

    /// <summary>An error about the part.</summary>
    public FgClipException Malformed(string what, string expected, string? got = null) =>
        new(FgClipErrorKind.Checkpoint, $"{path} {what}", where, expected, got);
}
