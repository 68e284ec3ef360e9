using System.Text.Json;

namespace FgClip.Evaluation.Golden;

/// <summary>A folder of golden cases: set.json, cases.jsonl, expected.safetensors and inputs.</summary>
public sealed class GoldenSet
{
    private GoldenSet(string folder, JsonElement description)
    {
        Folder = folder;
        Description = description;
        Name = Text("name") ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        Architecture = Text("architecture");
        Checkpoint = Text("checkpoint");
        Tolerance = ReadTolerance();
    }

    /// <summary>The set's folder; all paths of the set are relative to it.</summary>
    public string Folder { get; }

    /// <summary>set.json.</summary>
    public JsonElement Description { get; }

    /// <summary>The set's name in reports.</summary>
    public string Name { get; }

    /// <summary>fgclip2, fgclip1, or null where the set needs no checkpoint.</summary>
    public string? Architecture { get; }

    /// <summary>A folder relative to <see cref="Folder"/>, <c>synthetic</c>, <c>hub:…</c>, or null.</summary>
    public string? Checkpoint { get; }

    /// <summary>|got − want| may be this times max(1, max |want|).</summary>
    public double Tolerance { get; }

    /// <summary>The folders of sets at <paramref name="folder"/>: itself, or those right below it, in the order of their names.</summary>
    /// <exception cref="FgClipException">There is none.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder)) throw new FgClipException(FgClipErrorKind.Argument, "the folder of cases is empty");

        var full = Path.GetFullPath(folder);
        if (!Directory.Exists(full))
        {
            throw new FgClipException(FgClipErrorKind.File, "folder of cases does not exist", full);
        }

        string[] folders = File.Exists(Path.Combine(full, "set.json"))
            ? [full]
            : [.. Directory.GetDirectories(full).Where(sub => File.Exists(Path.Combine(sub, "set.json"))).Order(StringComparer.Ordinal)];
        if (folders.Length == 0)
        {
            throw new FgClipException(
                FgClipErrorKind.File, "no cases here", full, "a folder with set.json, or a folder of such folders");
        }

        return folders;
    }

    /// <summary>The cases, one a line of cases.jsonl.</summary>
    /// <param name="onBroken">Told of each line that is no case; the others are given all the same.</param>
    /// <exception cref="FgClipException">There is no such file.</exception>
    public IEnumerable<GoldenCase> Cases(Action<FgClipException> onBroken)
    {
        ArgumentNullException.ThrowIfNull(onBroken);
        var path = Path.Combine(Folder, "cases.jsonl");
        if (!File.Exists(path)) throw new FgClipException(FgClipErrorKind.File, "file is missing", path);

        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && TryCase(line, $"{path} line {number}", onBroken) is { } golden) yield return golden;
        }
    }

    /// <summary>Reads set.json of a folder.</summary>
    /// <exception cref="FgClipException">It is not a JSON object.</exception>
    public static GoldenSet Read(string folder)
    {
        var path = Path.Combine(folder, "set.json");
        return new GoldenSet(folder, Parse(File.ReadAllText(path), path));
    }

    /// <summary>A yes or no of set.json.</summary>
    /// <exception cref="FgClipException">It is missing, or neither.</exception>
    public bool Flag(string key) => Description.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw Wrong(key, "true or false");

    private GoldenCase? TryCase(string line, string where, Action<FgClipException> onBroken)
    {
        try
        {
            return new GoldenCase(this, Parse(line, where), where);
        }
        catch (FgClipException error)
        {
            onBroken(error);
            return null;
        }
    }

    private double ReadTolerance()
    {
        if (!Description.TryGetProperty("tolerance", out var value)) return 0;
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() >= 0 ? value.GetDouble() : throw Wrong("tolerance", "a number, not below 0");
    }

    private FgClipException Wrong(string key, string expected) => new(
        FgClipErrorKind.File,
        $"'{key}' is wrong",
        Path.Combine(Folder, "set.json"),
        expected,
        Description.TryGetProperty(key, out var value) ? value.GetRawText() : "nothing");

    private static JsonElement Parse(string json, string where)
    {
        try
        {
            var element = JsonElement.Parse(json);
            if (element.ValueKind == JsonValueKind.Object) return element;
        }
        catch (JsonException error)
        {
            throw new FgClipException(FgClipErrorKind.File, $"not JSON: {error.Message.Split(". ")[0].TrimEnd('.')}", where, inner: error);
        }

        throw new FgClipException(FgClipErrorKind.File, "not a JSON object", where);
    }

    /// <summary>A text of set.json; null where there is none.</summary>
    public string? Text(string key) =>
        Description.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
