using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace FgClip.Checkpoints;

/// <summary>
/// Reads the JSON header of a safetensors file. What it accepts is what the format's reference implementation does
/// (unknown members of a tensor are passed over, a null <c>__metadata__</c> is none), and names are never given twice.
/// </summary>
internal ref struct SafetensorsHeaderReader
{
    /// <summary>The rank that PyTorch and NumPy stop at; without a bound a header could ask for gigabytes.</summary>
    private const int MostDimensions = 64;

    private readonly string _file;
    private readonly List<SafetensorsEntry> _entries = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private Utf8JsonReader _json;

    private SafetensorsHeaderReader(ReadOnlySpan<byte> header, string file)
    {
        _json = new Utf8JsonReader(header);
        _file = file;
    }

    /// <summary>Parses a header.</summary>
    /// <param name="header">The bytes between the length and the data, padding included.</param>
    /// <param name="file">The file's path, for errors.</param>
    /// <param name="metadata">The strings of <c>__metadata__</c>; empty where there are none.</param>
    /// <returns>The tensors in the header's order, each with a length that fits its type and shape.</returns>
    /// <exception cref="FgClipException">The header is malformed.</exception>
    public static List<SafetensorsEntry> Read(
        ReadOnlySpan<byte> header, string file, out IReadOnlyDictionary<string, string> metadata)
    {
        if (header.IsEmpty || header[0] != (byte)'{')
        {
            throw CheckpointError.Create("header is not a JSON object", file, remedy: "Is it a safetensors file?");
        }

        if (!Utf8.IsValid(header)) throw CheckpointError.Create("header is not valid UTF-8", file);
        var reader = new SafetensorsHeaderReader(header, file);
        try
        {
            reader.ReadRoot();
        }
        catch (JsonException e)
        {
            throw CheckpointError.Create("header is not valid JSON", file, got: CheckpointFileReader.TrimEnd(e.Message), inner: e);
        }

        metadata = reader._metadata;
        return reader._entries;
    }

    private void ReadRoot()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        _json.Read();
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text("a name");
            if (!names.Add(name)) throw CheckpointError.Create($"tensor {CheckpointError.Quote(name)} is given twice", _file);
            _json.Read();
            if (name == "__metadata__")
            {
                ReadMetadata();
            }
            else
            {
                _entries.Add(ReadEntry(name));
            }
        }

        // Only white space may follow; the reader throws at anything else.
        _json.Read();
    }

    private void ReadMetadata()
    {
        if (_json.TokenType == JsonTokenType.Null) return;
        if (_json.TokenType != JsonTokenType.StartObject) throw NotStrings();
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var key = Text("a name in '__metadata__'");
            _json.Read();
            if (_json.TokenType != JsonTokenType.String) throw NotStrings();
            if (!_metadata.TryAdd(key, Text("a value in '__metadata__'")))
            {
                throw CheckpointError.Create($"'__metadata__' names {CheckpointError.Quote(key)} twice", _file);
            }
        }
    }

    private readonly FgClipException NotStrings() =>
        CheckpointError.Create("'__metadata__' is malformed", _file, expected: "an object of strings");

    private SafetensorsEntry ReadEntry(string name)
    {
        if (_json.TokenType != JsonTokenType.StartObject) throw Malformed(name, "an object with dtype, shape and data_offsets");
        SafetensorsType? type = null;
        List<long>? shape = null, offsets = null;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var field = Text("a field name");
            _json.Read();
            switch (field)
            {
                case "dtype":
                    if (type is not null) throw Twice(name, field);
                    type = ReadType(name);
                    break;
                case "shape":
                    if (shape is not null) throw Twice(name, field);
                    shape = ReadIntegers(name, field, MostDimensions);
                    break;
                case "data_offsets":
                    if (offsets is not null) throw Twice(name, field);
                    offsets = ReadIntegers(name, field, 2);
                    break;
                default:
                    _json.Skip();
                    break;
            }
        }

        if (type is null) throw Malformed(name, "a dtype");
        if (shape is null) throw Malformed(name, "a shape");
        if (offsets is not { Count: 2 }) throw Malformed(name, "data_offsets of two numbers");
        return Checked(name, type.Value, shape, offsets[0], offsets[1]);
    }

    private readonly SafetensorsEntry Checked(string name, SafetensorsType type, List<long> shape, long begin, long end)
    {
        if (end < begin)
        {
            throw CheckpointError.Create(
                $"tensor {CheckpointError.Quote(name)} has reversed data_offsets", _file, got: $"[{begin}, {end}]");
        }

        Int128 count = 1;
        foreach (var dimension in shape)
        {
            count *= dimension;
            if (count > long.MaxValue) throw TooLarge(name, shape);
        }

        var bits = count * type.BitsPerElement();
        if (bits > long.MaxValue) throw TooLarge(name, shape);
        if (bits != (Int128)(end - begin) * 8)
        {
            throw CheckpointError.Create(
                $"tensor {CheckpointError.Quote(name)} has another length than its shape and type ask for",
                _file,
                expected: bits % 8 == 0
                    ? $"{(long)(bits / 8)} bytes for {type.FormatName()} {Shape(shape)}"
                    : $"a whole number of bytes for {type.FormatName()} {Shape(shape)}",
                got: $"{end - begin} bytes");
        }

        return new SafetensorsEntry(name, type, [.. shape], (long)count, begin, end);
    }

    private SafetensorsType ReadType(string tensor)
    {
        if (_json.TokenType != JsonTokenType.String) throw Malformed(tensor, "a dtype that is a string");
        var text = Text("a dtype");
        return SafetensorsTypeNames.TryParse(text, out var type)
            ? type
            : throw CheckpointError.Create(
                $"tensor {CheckpointError.Quote(tensor)} has an unknown dtype",
                _file,
                expected: $"one of {SafetensorsTypeNames.All}",
                got: CheckpointError.Quote(text));
    }

    private List<long> ReadIntegers(string tensor, string field, int most)
    {
        if (_json.TokenType != JsonTokenType.StartArray) throw Malformed(tensor, $"{field} as an array of whole numbers");
        var values = new List<long>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            // "-0" would pass as 0, but no writer means it.
            if (_json.TokenType != JsonTokenType.Number || _json.ValueSpan[0] == (byte)'-' || !_json.TryGetInt64(out var value))
            {
                throw Malformed(tensor, $"{field} of whole numbers from 0 to {long.MaxValue}");
            }

            if (values.Count == most) throw Malformed(tensor, $"{field} with at most {most} numbers");
            values.Add(value);
        }

        return values;
    }

    /// <summary>The string or name the reader stands on.</summary>
    private readonly string Text(string what)
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // An escaped half of a surrogate pair is valid JSON, but no text.
            throw CheckpointError.Create($"header holds {what} that is not valid Unicode", _file, inner: e);
        }
    }

    private static string Shape(List<long> shape) => CheckpointError.Shape(shape.ToImmutableArray().AsSpan());

    private readonly FgClipException TooLarge(string tensor, List<long> shape) => CheckpointError.Create(
        $"tensor {CheckpointError.Quote(tensor)} has a shape beyond 64 bits", _file, got: Shape(shape));

    private readonly FgClipException Twice(string tensor, string field) => CheckpointError.Create(
        $"tensor {CheckpointError.Quote(tensor)} gives {field} twice", _file);

    private readonly FgClipException Malformed(string tensor, string expected) => CheckpointError.Create(
        $"tensor {CheckpointError.Quote(tensor)} is described wrongly", _file, expected: expected);
}
