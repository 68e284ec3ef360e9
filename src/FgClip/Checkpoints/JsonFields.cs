using System.Globalization;
using System.Text.Json;

namespace FgClip.Checkpoints;

/// <summary>
/// Typed members of a JSON object, with defaults for absent ones and errors that name file, member, expected and got.
/// </summary>
internal readonly struct JsonFields
{
    private readonly JsonElement _object;
    private readonly string _prefix;

    /// <param name="element">An object.</param>
    /// <param name="file">The file it came from.</param>
    /// <param name="prefix">What to put before a member's name: <c>text_config.</c>.</param>
    public JsonFields(JsonElement element, string file, string prefix = "")
    {
        _object = element;
        _prefix = prefix;
        File = file;
    }

    /// <summary>The file the object came from.</summary>
    public string File { get; }

    /// <summary>The object itself.</summary>
    public JsonElement Element => _object;

    /// <summary>The member, or null where it is absent.</summary>
    public JsonElement? Find(string name) => _object.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The member, or null where it is absent or null.</summary>
    public JsonElement? FindValue(string name) => Find(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Int(string name, int fallback, int least, int most)
    {
        if (Find(name) is not { } value) return fallback;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), value);
    }

    /// <summary>A finite number above 0, also once it is rounded to float32.</summary>
    public double Positive(string name, double fallback)
    {
        if (Find(name) is not { } value) return fallback;
        return Number(value) is { } number && (float)number > 0 ? number : throw Wrong(name, "a number above 0", value);
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool fallback)
    {
        if (Find(name) is not { } value) return fallback;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Wrong(name, "true or false", value);
    }

    /// <summary>A string, or null where it is absent or null.</summary>
    public string? Text(string name)
    {
        if (FindValue(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, "a string", value);
    }

    /// <summary>An array of strings; empty where it is absent or null.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (FindValue(name) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            throw Wrong(name, "an array of strings", value);
        }

        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>An object; an empty one where it is absent or null.</summary>
    public JsonFields Object(string name)
    {
        var prefix = $"{_prefix}{name}.";
        if (FindValue(name) is not { } value) return new JsonFields(JsonElement.Parse("{}"u8), File, prefix);
        return value.ValueKind == JsonValueKind.Object
            ? new JsonFields(value, File, prefix)
            : throw Wrong(name, "an object", value);
    }

    /// <summary>The error for a member that is not what it should be.</summary>
    public FgClipException Wrong(string name, string expected, JsonElement got, string? remedy = null) =>
        CheckpointError.Create($"'{_prefix}{name}' is not usable", File, expected, Describe(got), remedy);

    /// <summary>The error for a member whose value contradicts another.</summary>
    public FgClipException Wrong(string name, string expected, string got) =>
        CheckpointError.Create($"'{_prefix}{name}' is not usable", File, expected, got);

    /// <summary>A finite number, or null for anything else.</summary>
    public static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && float.IsFinite((float)number)
            ? number
            : null;

    /// <summary>A value as an error shows it: short, and on one line.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => $"an array of {value.GetArrayLength()}",
        JsonValueKind.String => CheckpointError.Quote(value.GetString()!),
        JsonValueKind.Number => CheckpointError.Quote(value.GetRawText()).Trim('\''),
        _ => value.GetRawText(),
    };
}
