using System.Text.Json;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Evaluation.Golden;

/// <summary>One line of cases.jsonl.</summary>
public sealed class GoldenCase
{
    private readonly JsonElement _json;

    internal GoldenCase(GoldenSet set, JsonElement json)
    {
        Set = set;
        _json = json;
        Kind = Required("kind").GetString()!;
        Id = Required("id").GetString()!;
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
    public JsonElement Required(string key) => Optional(key)
        ?? throw new FgClipException(FgClipErrorKind.File, $"case has no '{key}'", $"{Set.Name}: {_json.GetRawText()[..Math.Min(80, _json.GetRawText().Length)]}");

    /// <summary>A member, null where it is missing or null.</summary>
    public JsonElement? Optional(string key) =>
        _json.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The input picture, without orientation applied, as the official code reads it.</summary>
    public Picture Picture(string key = "image") => PictureAt(Required(key).GetString()!);

    /// <summary>A picture by its path in the set.</summary>
    public Picture PictureAt(string path) => PictureReader.Read(Path.Combine(Set.Folder, path));

    /// <summary>A list of integers.</summary>
    public int[] Integers(string key) => [.. Required(key).EnumerateArray().Select(number => number.GetInt32())];

    /// <summary>The text kind.</summary>
    public TextKind TextKind => Required("text_kind").GetString() switch
    {
        "short" => TextKind.Short,
        "box" => TextKind.Box,
        "long" => TextKind.Long,
        var other => throw new FgClipException(
            FgClipErrorKind.File, "text_kind is not known", $"{Set.Name} {Id}", "short, box or long", other),
    };

    /// <summary>The boxes, none where the case has none.</summary>
    public BoxPixels[] Boxes()
    {
        if (Optional("boxes") is not { } boxes) return [];

        return [.. boxes.EnumerateArray().Select(box =>
        {
            double[] edges = [.. box.EnumerateArray().Select(edge => edge.GetDouble())];
            return new BoxPixels(edges[0], edges[1], edges[2], edges[3]);
        })];
    }
}
