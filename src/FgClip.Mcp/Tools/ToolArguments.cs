using System.Globalization;
using System.Text.Json;
using FgClip.Analysis.Mismatch;
using FgClip.Imaging;
using FgClip.Imaging.Sources;

namespace FgClip.Mcp.Tools;

/// <summary>
/// The arguments of one call, checked against the tool's parameters before any work. Lists and numbers that a client
/// sends as strings are taken for what they mean.
/// </summary>
internal sealed class ToolArguments
{
    private static readonly ToolParameter ClaimText = new("text", ParameterType.Text, "The claim.") { Required = true };
    private static readonly ToolParameter ClaimKindName = new("kind", ParameterType.Text, "Its kind.") { Choices = ClaimKindNames.All };
    private static readonly ToolParameter ClaimAlternatives = new("alternatives", ParameterType.Texts, "What else could be true.") { Minimum = 0, Maximum = 64 };
    private static readonly ToolParameter[] ClaimParameters = [ClaimText, ClaimKindName, ClaimAlternatives];
    private static readonly string[] EdgeNames = ["x1", "y1", "x2", "y2"];

    private readonly IReadOnlyList<ToolParameter> _parameters;
    private readonly Dictionary<string, object> _values = [];

    /// <param name="parameters">What the tool takes.</param>
    /// <param name="arguments">What the caller sent; a list may be sent under its name in the singular, with one text.</param>
    /// <param name="where">The item of a list that these are the members of; null for the call itself.</param>
    /// <exception cref="FgClipException">An argument is missing, unknown, of the wrong type or out of range.</exception>
    public ToolArguments(IReadOnlyList<ToolParameter> parameters, IDictionary<string, JsonElement>? arguments, string? where = null)
    {
        _parameters = parameters;
        foreach (var (name, value) in arguments ?? new Dictionary<string, JsonElement>())
        {
            var parameter = parameters.FirstOrDefault(parameter => parameter.Name == name)
                ?? parameters.FirstOrDefault(parameter => parameter.Singular == name)
                ?? throw new FgClipException(
                    FgClipErrorKind.Argument,
                    $"there is no argument '{name}'",
                    where,
                    expected: parameters.Count == 0 ? "none" : string.Join(", ", parameters.Select(parameter => parameter.Name)));
            if (value.ValueKind == JsonValueKind.Null) continue;
            if (!_values.TryAdd(parameter.Name, Read(parameter, value)))
            {
                throw new FgClipException(FgClipErrorKind.Argument, $"give either '{parameter.Name}' or '{parameter.Singular}'", where, got: "both");
            }
        }

        if (parameters.FirstOrDefault(parameter => parameter.Required && !_values.ContainsKey(parameter.Name)) is { } missing)
        {
            throw new FgClipException(FgClipErrorKind.Argument, $"argument '{missing.Label}' is missing", expected: missing.InWords());
        }
    }

    /// <summary>What the arguments name as pictures.</summary>
    public IEnumerable<string> PictureNames => _parameters.Where(parameter => parameter.IsPicture && _values.ContainsKey(parameter.Name))
        .SelectMany(parameter => parameter.Type == ParameterType.Texts ? Texts(parameter) : [Text(parameter)]);

    /// <summary>The pictures that were fetched for this call.</summary>
    public DownloadedPictures Downloads { get; set; } = DownloadedPictures.None;

    public string Text(ToolParameter parameter) => (string)_values[parameter.Name];

    public string? OptionalText(ToolParameter parameter) => _values.GetValueOrDefault(parameter.Name) as string;

    public IReadOnlyList<string> Texts(ToolParameter parameter) => (IReadOnlyList<string>)_values[parameter.Name];

    public IReadOnlyList<string>? OptionalTexts(ToolParameter parameter) => _values.GetValueOrDefault(parameter.Name) as IReadOnlyList<string>;

    public IReadOnlyList<BoxPixels>? OptionalBoxes(ToolParameter parameter) => _values.GetValueOrDefault(parameter.Name) as IReadOnlyList<BoxPixels>;

    public IReadOnlyList<ClaimRequest>? OptionalClaims(ToolParameter parameter) =>
        _values.GetValueOrDefault(parameter.Name) as IReadOnlyList<ClaimRequest>;

    public int? OptionalInteger(ToolParameter parameter) => _values.GetValueOrDefault(parameter.Name) as int?;

    public bool Flag(ToolParameter parameter) => _values.GetValueOrDefault(parameter.Name) is true;

    public BoxPixels? OptionalRegion(ToolParameter parameter) => _values.GetValueOrDefault(parameter.Name) as BoxPixels?;

    private static object Read(ToolParameter parameter, JsonElement value) => parameter.Type switch
    {
        ParameterType.Text => ReadText(parameter, value),
        ParameterType.Texts => ReadTexts(parameter, value),
        ParameterType.Integer => ReadInteger(parameter, value),
        ParameterType.Flag => ReadFlag(parameter, value),
        ParameterType.Region => ReadRegion(parameter, value),
        ParameterType.Boxes => ReadBoxes(parameter, value),
        ParameterType.Claims => ReadClaims(parameter, value),
        _ => throw new InvalidOperationException($"{parameter.Type} cannot be read"),
    };

    private static string ReadText(ToolParameter parameter, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) throw Wrong(parameter, value);

        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text)) throw Wrong(parameter, "an empty text");
        if (parameter.Choices is { } choices && !choices.Contains(text)) throw Wrong(parameter, value);
        return text;
    }

    private static string[] ReadTexts(ToolParameter parameter, JsonElement value)
    {
        var list = value.ValueKind == JsonValueKind.String ? Unquote(value.GetString()!) ?? [value] : Elements(value);
        if (list is null) throw Wrong(parameter, value);
        if (list.Length < parameter.Minimum || list.Length > parameter.Maximum) throw Wrong(parameter, $"{list.Length}");

        return [.. list.Select((item, index) => item.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(item.GetString())
            ? item.GetString()!
            : throw new FgClipException(
                FgClipErrorKind.Argument,
                item.ValueKind == JsonValueKind.String ? $"{parameter.Label}[{index}] is empty" : $"{parameter.Label}[{index}] is not a text",
                got: Excerpt(item)))];
    }

    private static int ReadInteger(ToolParameter parameter, JsonElement value)
    {
        var number = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => throw Wrong(parameter, value),
        };
        if (number != Math.Floor(number) || number < parameter.Minimum || number > parameter.Maximum) throw Wrong(parameter, value);
        return (int)number;
    }

    private static bool ReadFlag(ToolParameter parameter, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var parsed) => parsed,
        _ => throw Wrong(parameter, value),
    };

    private static BoxPixels ReadRegion(ToolParameter parameter, JsonElement value) => BoxOf(value) ?? throw Wrong(parameter, value);

    private static BoxPixels[] ReadBoxes(ToolParameter parameter, JsonElement value)
    {
        if (BoxOf(value) is { } single) return [single]; // one box that was not put in a list
        if (List(value) is not { } list) throw Wrong(parameter, value);
        if (list.Length < parameter.Minimum || list.Length > parameter.Maximum) throw Wrong(parameter, $"{list.Length}");
        return [.. list.Select((item, index) => BoxOf(item) ?? throw new FgClipException(
            FgClipErrorKind.Argument, $"{parameter.Name}[{index}] is no box", expected: "four numbers [x1, y1, x2, y2] in pixels", got: Excerpt(item)))];
    }

    // Four numbers, or an object as answers write boxes; other members of it, such as a score, mean nothing here.
    private static BoxPixels? BoxOf(JsonElement value)
    {
        JsonElement[]? edges = value.ValueKind == JsonValueKind.Object
            ? [.. EdgeNames.Select(name => value.TryGetProperty(name, out var edge) ? edge : default)]
            : List(value);
        return edges is { Length: 4 } && edges.All(edge => edge.ValueKind == JsonValueKind.Number)
            ? new BoxPixels(edges[0].GetDouble(), edges[1].GetDouble(), edges[2].GetDouble(), edges[3].GetDouble())
            : null;
    }

    private static ClaimRequest[] ReadClaims(ToolParameter parameter, JsonElement value)
    {
        if (List(value) is not { } list) throw Wrong(parameter, value);
        if (list.Length < parameter.Minimum || list.Length > parameter.Maximum) throw Wrong(parameter, $"{list.Length}");
        return [.. list.Select((item, index) => ReadClaim($"{parameter.Name}[{index}]", item))];
    }

    private static ClaimRequest ReadClaim(string place, JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String) return new ClaimRequest(item.GetString()!); // a bare claim
        if (item.ValueKind != JsonValueKind.Object) throw new FgClipException(FgClipErrorKind.Argument, $"{place} is not an object", got: Excerpt(item));

        var members = new Dictionary<string, JsonElement>();
        foreach (var member in item.EnumerateObject()) members[member.Name] = member.Value;
        var arguments = new ToolArguments(
            [.. ClaimParameters.Select(parameter => parameter with { Label = $"{place}.{parameter.Name}" })], members, place);
        return new ClaimRequest(
            arguments.Text(ClaimText),
            arguments.OptionalText(ClaimKindName) is { } kind ? ClaimKindNames.Parse(kind) : null,
            arguments._values.GetValueOrDefault(ClaimAlternatives.Name) as IReadOnlyList<string>);
    }

    private static JsonElement[]? List(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Unquote(value.GetString()!) : Elements(value);

    private static JsonElement[]? Elements(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : null;

    // Some clients send "[\"a\", \"b\"]" where a list is asked for.
    private static JsonElement[]? Unquote(string text)
    {
        if (!text.TrimStart().StartsWith('[')) return null;

        try
        {
            return Elements(JsonElement.Parse(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FgClipException Wrong(ToolParameter parameter, JsonElement value) => Wrong(parameter, Excerpt(value));

    private static FgClipException Wrong(ToolParameter parameter, string got) =>
        new(FgClipErrorKind.Argument, $"argument '{parameter.Label}' is wrong", expected: parameter.InWords(), got: got);

    private static string Excerpt(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
