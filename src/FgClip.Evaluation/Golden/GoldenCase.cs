using System.Text.Json;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Evaluation.Golden;

/// <summary>One line of cases.jsonl.</summary>
public sealed class GoldenCase
{
    private const int LongestExcerpt = 80;

    private readonly JsonElement _json;
    private readonly string? _where;

    internal GoldenCase(GoldenSet set, JsonElement json, string where)
    {
        Set = set;
        _json = json;
        _where = where;
        Kind = Text("kind");
        Id = Required("id") is { ValueKind: JsonValueKind.String } id ? id.GetString()! : Required("id").GetRawText();
        _where = null; // from here on whoever reports the case names it
    }

    /// <summary>The set it belongs to.</summary>
    public GoldenSet Set { get; }

    /// <summary>Its name in the set.</summary>
    public string Id { get; }

    /// <summary>What it checks: image, text, ids, score, resample, grid, tokens, …</summary>
    public string Kind { get; }

    /// <summary>The name that <c>expect</c> gives the tensor of <paramref name="part"/>; null where it expects none.</summary>
    public string? Expected(string part) =>
        _json.TryGetProperty("expect", out var expect) && expect.TryGetProperty(part, out var name) ? name.GetString() : null;

    /// <summary>The parts that <c>expect</c> names.</summary>
    public IEnumerable<string> ExpectedParts => _json.TryGetProperty("expect", out var expect) ? expect.EnumerateObject().Select(part => part.Name) : [];

    /// <summary>A member that must be there.</summary>
    /// <exception cref="FgClipException">It is not.</exception>
    public JsonElement Required(string key) => Optional(key) ?? throw Wrong(key, "a value");

    /// <summary>A text that must be there.</summary>
    /// <exception cref="FgClipException">It is not, or is no text.</exception>
    public string Text(string key)
    {
        try
        {
            if (Required(key) is { ValueKind: JsonValueKind.String } value) return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // half of a surrogate pair, which no tokenizer takes either
        }

        throw Wrong(key, "a text");
    }

    /// <summary>Texts that must be there.</summary>
    /// <exception cref="FgClipException">They are not.</exception>
    public string[] Texts(string key) => Required(key) is { ValueKind: JsonValueKind.Array } values
        && values.EnumerateArray().All(value => value.ValueKind == JsonValueKind.String)
        ? [.. values.EnumerateArray().Select(value => value.GetString()!)]
        : throw Wrong(key, "a list of texts");

    /// <summary>A whole number that must be there.</summary>
    /// <exception cref="FgClipException">It is not.</exception>
    public int Number(string key) => OptionalNumber(key) ?? throw Wrong(key, "a whole number");

    /// <summary>A whole number; null where it is missing or null.</summary>
    /// <exception cref="FgClipException">It is something else.</exception>
    public int? OptionalNumber(string key) => Optional(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Wrong(key, "a whole number");

    /// <summary>A member, null where it is missing or null.</summary>
    public JsonElement? Optional(string key) =>
        _json.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The input picture, without orientation applied, as the official code reads it.</summary>
    public Picture Picture(string key = "image") => PictureAt(Text(key));

    /// <summary>A picture by its path in the set.</summary>
    public Picture PictureAt(string path) => PictureReader.Read(Path.Combine(Set.Folder, path));

    /// <summary>A list of integers.</summary>
    /// <param name="key">The member.</param>
    /// <param name="count">How many there must be; null for any number.</param>
    /// <exception cref="FgClipException">There is none.</exception>
    public int[] Integers(string key, int? count = null)
    {
        var expected = count is null ? "a list of whole numbers" : $"a list of {count} whole numbers";
        if (Required(key) is not { ValueKind: JsonValueKind.Array } values) throw Wrong(key, expected);
        int[] numbers = [.. values.EnumerateArray().Select(value =>
            value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw Wrong(key, expected))];
        return count is null || numbers.Length == count ? numbers : throw Wrong(key, expected);
    }

    /// <summary>The text kind.</summary>
    /// <exception cref="FgClipException">It is none.</exception>
    public TextKind TextKind => Text("text_kind") switch
    {
        "short" => TextKind.Short,
        "box" => TextKind.Box,
        "long" => TextKind.Long,
        _ => throw Wrong("text_kind", "short, box or long"),
    };

    /// <summary>The boxes, none where the case has none.</summary>
    public BoxPixels[] Boxes()
    {
        if (Optional("boxes") is not { } boxes) return [];

        const string Expected = "a list of boxes [x1, y1, x2, y2]";
        if (boxes.ValueKind != JsonValueKind.Array) throw Wrong("boxes", Expected);
        return [.. boxes.EnumerateArray().Select(box =>
        {
            if (box.ValueKind != JsonValueKind.Array || box.GetArrayLength() != 4) throw Wrong("boxes", Expected);
            double[] edges = [.. box.EnumerateArray().Select(edge => edge.ValueKind == JsonValueKind.Number ? edge.GetDouble() : throw Wrong("boxes", Expected))];
            return new BoxPixels(edges[0], edges[1], edges[2], edges[3]);
        })];
    }

    /// <summary>What is wrong with a member.</summary>
    public FgClipException Wrong(string key, string expected)
    {
        var got = Optional(key)?.GetRawText() ?? "nothing";
        return new FgClipException(
            FgClipErrorKind.File, $"'{key}' is wrong", _where, expected, got.Length <= LongestExcerpt ? got : got[..LongestExcerpt] + "…");
    }
}
