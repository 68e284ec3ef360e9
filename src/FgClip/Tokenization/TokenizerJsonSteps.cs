using System.Text.Json;

namespace FgClip.Tokenization;

/// <summary>Reads the normalizer and the pre-tokenizer of tokenizer.json; what the Gemma family does not use is refused.</summary>
internal static class TokenizerJsonSteps
{
    /// <summary>Reads a normalizer: null, Replace of a text, Prepend, Lowercase or a Sequence of them.</summary>
    public static List<NormalizerStep> ReadNormalizer(ref JsonCursor json)
    {
        if (json.Kind == JsonTokenType.Null) return [];
        json.Expect(JsonTokenType.StartObject, "normalizer");
        string? type = null, pattern = null, content = null, prepend = null;
        List<NormalizerStep>? steps = null;
        while (json.NextProperty(out var name))
        {
            switch (name)
            {
                case "type":
                    type = json.Text(name);
                    break;
                case "pattern":
                    pattern = ReadPattern(ref json);
                    break;
                case "content":
                    content = ReadInsertion(ref json, name);
                    break;
                case "prepend":
                    prepend = ReadInsertion(ref json, name);
                    break;
                case "normalizers":
                    json.Expect(JsonTokenType.StartArray, name);
                    steps = [];
                    while (json.NextItem()) steps.AddRange(ReadNormalizer(ref json));
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return type switch
        {
            "Replace" when pattern is not null && content is not null => [NormalizerStep.Replace(pattern, content)],
            "Prepend" when prepend is not null => [NormalizerStep.Prepend(prepend)],
            "Lowercase" => [NormalizerStep.Lowercase],
            "Sequence" when steps is not null => steps,
            "Replace" or "Prepend" or "Sequence" => throw json.Malformed($"the normalizer '{type}' lacks a setting"),
            _ => throw json.Unsupported("normalizer", "Replace, Prepend, Lowercase or a Sequence of them", type ?? "no type"),
        };
    }

    /// <summary>
    /// Reads a pre-tokenizer: null, Split that keeps a text with what precedes it, or a Sequence of them.
    /// </summary>
    /// <returns>The texts after which a text is cut.</returns>
    public static List<string> ReadPreTokenizer(ref JsonCursor json)
    {
        const string supported = "Split by a text, MergedWithPrevious, or a Sequence of them";
        if (json.Kind == JsonTokenType.Null) return [];
        json.Expect(JsonTokenType.StartObject, "pre_tokenizer");
        string? type = null, pattern = null, behavior = null;
        List<string>? parts = null;
        var invert = false;
        while (json.NextProperty(out var name))
        {
            switch (name)
            {
                case "type":
                    type = json.Text(name);
                    break;
                case "pattern":
                    pattern = ReadPattern(ref json);
                    break;
                case "behavior":
                    behavior = json.Text(name);
                    break;
                case "invert":
                    invert = json.Flag(name);
                    break;
                case "pretokenizers":
                    json.Expect(JsonTokenType.StartArray, name);
                    parts = [];
                    while (json.NextItem()) parts.AddRange(ReadPreTokenizer(ref json));
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (type == "Sequence" && parts is not null) return parts;
        if (type != "Split") throw json.Unsupported("pre_tokenizer", supported, type ?? "no type");
        if (behavior != "MergedWithPrevious" || invert)
            throw json.Unsupported("pre_tokenizer Split", supported, $"{behavior}{(invert ? ", inverted" : "")}");
        return [pattern ?? throw json.Malformed("the pre_tokenizer 'Split' lacks its pattern")];
    }

    private static string ReadInsertion(ref JsonCursor json, string name) =>
        json.Text(name) is { Length: <= TextNormalizer.LongestInsertion } text
            ? text
            : throw json.Unsupported(name, $"at most {TextNormalizer.LongestInsertion} characters", "more");

    /// <summary>Reads {"String": "…"}; regular expressions are refused.</summary>
    private static string ReadPattern(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "pattern");
        string? pattern = null;
        while (json.NextProperty(out var name))
        {
            if (name != "String") throw json.Unsupported("pattern", "String", name);
            pattern = json.Text(name);
        }

        return pattern is { Length: > 0 } ? pattern : throw json.Malformed("a pattern is empty");
    }
}
