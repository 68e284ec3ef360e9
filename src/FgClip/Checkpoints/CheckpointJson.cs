using System.Text.Json;
using System.Text.Unicode;

namespace FgClip.Checkpoints;

/// <summary>Parses the small JSON files of a checkpoint folder into documents that cannot surprise their readers.</summary>
internal static class CheckpointJson
{
    /// <summary>The longest file that is read, 10 MB.</summary>
    public const int LongestFile = 10_000_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads and parses a file whose root is an object.</summary>
    /// <exception cref="FgClipException">It is missing, unreadable, too large or malformed; with line and column.</exception>
    public static JsonFields ReadObject(string path) =>
        ParseObject(CheckpointFileReader.ReadAll(path, LongestFile), path);

    /// <summary>
    /// Parses a text whose root is an object: valid UTF-8 (a byte order mark is skipped), no name twice, no comments,
    /// no half surrogate pairs.
    /// </summary>
    /// <exception cref="FgClipException">It is malformed; the error gives line and column.</exception>
    public static JsonFields ParseObject(ReadOnlyMemory<byte> json, string file)
    {
        if (json.Span.StartsWith("\uFEFF"u8)) json = json["\uFEFF"u8.Length..];
        if (json.Length > LongestFile)
        {
            throw CheckpointError.Create(
                "JSON is too large", file, expected: $"at most {LongestFile} bytes", got: $"{json.Length} bytes");
        }

        if (!Utf8.IsValid(json.Span)) throw CheckpointError.Create("is not valid UTF-8", file, remedy: "Save it as UTF-8.");
        try
        {
            CheckStrings(json.Span, file);
            // The elements live on without the document: no pooled memory to give back.
            var root = JsonElement.Parse(json.Span, Strict);
            return root.ValueKind == JsonValueKind.Object
                ? new JsonFields(root, file)
                : throw CheckpointError.Create("is not a JSON object", file, got: JsonFields.Describe(root));
        }
        catch (JsonException e)
        {
            throw CheckpointError.Create("is not valid JSON", file, got: CheckpointFileReader.TrimEnd(Position(e)), inner: e);
        }
    }

    /// <summary>Half a surrogate pair passes as JSON, and throws only when somebody asks for the string.</summary>
    private static void CheckStrings(ReadOnlySpan<byte> json, string file)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped) continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException e)
            {
                throw CheckpointError.Create(
                    $"holds a string at byte {reader.TokenStartIndex} that is not valid Unicode", file, inner: e);
            }
        }
    }

    private static string Position(JsonException e)
    {
        var text = e.Message;
        var counted = text.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (counted >= 0) text = text[..counted];
        return e.LineNumber is { } line
            ? $"{CheckpointFileReader.TrimEnd(text)} (line {line + 1}, byte {e.BytePositionInLine + 1})"
            : text;
    }
}
