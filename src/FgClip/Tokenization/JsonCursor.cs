using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace FgClip.Tokenization;

/// <summary>
/// Walks through a JSON file token by token without building a tree; every mismatch is an error that names the file
/// and the byte.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> utf8, string file)
{
    private Utf8JsonReader _reader = new(utf8);
    private readonly int _length = utf8.Length;
    private byte[] _unescaped = [];

    /// <summary>The file's length in bytes.</summary>
    public readonly int Length => _length;

    /// <summary>The kind of the current token.</summary>
    public readonly JsonTokenType Kind => _reader.TokenType;

    /// <summary>Goes to the next token.</summary>
    public void Read()
    {
        try
        {
            if (_reader.Read()) return;
        }
        catch (JsonException e)
        {
            throw Malformed($"the JSON is malformed: {e.Message}", e);
        }

        throw Malformed("the JSON ends early");
    }

    /// <summary>Checks that nothing follows the value that was read.</summary>
    public void ReadEnd()
    {
        try
        {
            if (!_reader.Read()) return;
        }
        catch (JsonException e)
        {
            throw Malformed($"the JSON is malformed: {e.Message}", e);
        }

        throw Malformed("something follows the JSON value");
    }

    /// <summary>Passes over the current value, whatever it is.</summary>
    public void Skip()
    {
        try
        {
            _reader.Skip();
        }
        catch (JsonException e)
        {
            throw Malformed($"the JSON is malformed: {e.Message}", e);
        }
    }

    /// <summary>Checks the kind of the current token.</summary>
    public readonly void Expect(JsonTokenType kind, string name)
    {
        if (Kind != kind) throw Mismatch(name, kind.ToString());
    }

    /// <summary>
    /// Goes to the next property of the object that the cursor is in and on to its value; false at the object's end.
    /// </summary>
    public bool NextProperty(out string name)
    {
        name = "";
        Read();
        if (Kind == JsonTokenType.EndObject) return false;
        name = Text("a property's name");
        Read();
        return true;
    }

    /// <summary>Goes to the next item of the array that the cursor is in; false at the array's end.</summary>
    public bool NextItem()
    {
        Read();
        return Kind != JsonTokenType.EndArray;
    }

    /// <summary>
    /// The current string or property name, UTF-8, without escapes. The span is valid until the cursor moves on.
    /// </summary>
    public ReadOnlySpan<byte> Utf8Text(string name)
    {
        var text = RawText(name);
        return Utf8.IsValid(text) ? text : throw Malformed($"{name} is not UTF-8");
    }

    /// <summary>As <see cref="Utf8Text"/>, but the bytes may not be UTF-8: for texts that are only looked up.</summary>
    public ReadOnlySpan<byte> RawText(string name)
    {
        if (Kind is not (JsonTokenType.String or JsonTokenType.PropertyName)) throw Mismatch(name, "String");
        var text = _reader.ValueSpan;
        if (_reader.ValueIsEscaped)
        {
            if (_unescaped.Length < text.Length) _unescaped = new byte[Math.Max(text.Length, 256)];
            try
            {
                text = _unescaped.AsSpan(0, _reader.CopyString(_unescaped));
            }
            catch (InvalidOperationException e)
            {
                throw Malformed($"{name} holds half of a surrogate pair or is not UTF-8", e);
            }
        }

        return text;
    }

    /// <summary>The current string or property name.</summary>
    public string Text(string name) => System.Text.Encoding.UTF8.GetString(Utf8Text(name));

    /// <summary>The current string, or null for a JSON null.</summary>
    public string? TextOrNull(string name) => Kind == JsonTokenType.Null ? null : Text(name);

    /// <summary>The current boolean.</summary>
    public readonly bool Flag(string name) =>
        Kind is JsonTokenType.True or JsonTokenType.False ? Kind == JsonTokenType.True : throw Mismatch(name, "true or false");

    /// <summary>The current number as a token id.</summary>
    public readonly int Id(ReadOnlySpan<byte> piece)
    {
        if (Kind == JsonTokenType.Number && _reader.TryGetInt32(out var id) && id >= 0) return id;
        throw Mismatch($"the id of '{System.Text.Encoding.UTF8.GetString(piece)}'", "an integer from 0 to 2147483647");
    }

    /// <summary>Whether the current value is null, an empty string or the number 0: a setting that is switched off.</summary>
    public readonly bool IsOff() =>
        Kind == JsonTokenType.Null ||
        (Kind == JsonTokenType.String && _reader.ValueSpan.IsEmpty) ||
        (Kind == JsonTokenType.Number && _reader.TryGetDouble(out var number) && number == 0);

    /// <summary>An error at the current place.</summary>
    public readonly FgClipException Malformed(string what, Exception? inner = null) =>
        new(FgClipErrorKind.Checkpoint, what, Where(), inner: inner);

    /// <summary>An error that the current value is not what it has to be.</summary>
    public readonly FgClipException Mismatch(string name, string expected) => new(
        FgClipErrorKind.Checkpoint, $"{name} cannot be read", Where(), expected, Kind.ToString());

    /// <summary>An error that a setting asks for something that is not computed here.</summary>
    public readonly FgClipException Unsupported(string setting, string expected, string got) => new(
        FgClipErrorKind.Checkpoint,
        $"{setting} is not supported",
        Where(),
        expected,
        got,
        "Only tokenizers of the Gemma family, as FG-CLIP 2 uses them, can be run.");

    private readonly string Where() =>
        string.Create(CultureInfo.InvariantCulture, $"{file}, byte {_reader.TokenStartIndex}");
}
