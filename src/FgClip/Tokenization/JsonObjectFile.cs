using System.Text.Json;

namespace FgClip.Tokenization;

/// <summary>A small settings file that holds one JSON object; every mismatch is an error that names file and setting.</summary>
internal sealed class JsonObjectFile : IDisposable
{
    private const int LargestFile = 64 * 1024 * 1024;

    private readonly JsonDocument _document;
    private readonly string _path;

    private JsonObjectFile(JsonDocument document, string path) => (_document, _path) = (document, path);

    /// <summary>Opens a file; null where there is none.</summary>
    /// <exception cref="FgClipException">The file cannot be read or is not a JSON object.</exception>
    public static JsonObjectFile? OpenIfThere(string path)
    {
        if (!File.Exists(path)) return null;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(TokenizerReader.ReadAll(path, LargestFile));
        }
        catch (JsonException e)
        {
            throw new FgClipException(FgClipErrorKind.Checkpoint, $"the JSON is malformed: {e.Message}", path, inner: e);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object) return new JsonObjectFile(document, path);
        var kind = document.RootElement.ValueKind.ToString();
        document.Dispose();
        throw new FgClipException(FgClipErrorKind.Checkpoint, "the file is not an object", path, "a JSON object", kind);
    }

    /// <summary>Finds a setting.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="orNull">Whether a JSON null counts as there.</param>
    public bool TryGet(string name, out JsonElement value, bool orNull = false) =>
        _document.RootElement.TryGetProperty(name, out value) && (orNull || value.ValueKind != JsonValueKind.Null);

    /// <summary>All settings.</summary>
    public IEnumerable<JsonProperty> Properties() => _document.RootElement.EnumerateObject();

    /// <summary>A setting that is a text; null where it is absent or null.</summary>
    public string? Text(string name) => TryGet(name, out var value) ? Text(value, name) : null;

    /// <summary>A value that has to be a text.</summary>
    public string Text(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String) throw Wrong(name, "a text", value.ValueKind.ToString());
        return value.GetString()!;
    }

    /// <summary>A setting that is true or false; null counts as false, as in Python.</summary>
    public bool Flag(string name, bool standard) => TryGet(name, out var value, orNull: true) ? Flag(value, name, false) : standard;

    /// <summary>A value that has to be true, false or null.</summary>
    public bool Flag(JsonElement value, string name, bool ifNull) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => ifNull,
        var kind => throw Wrong(name, "true or false", kind.ToString()),
    };

    /// <summary>An error that a setting has the wrong value.</summary>
    public FgClipException Wrong(string name, string expected, string got) =>
        new(FgClipErrorKind.Checkpoint, $"'{name}' cannot be used", _path, expected, got);

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();
}
