using System.Text.Json.Nodes;
using FgClip.Analysis.Mismatch;

namespace FgClip.Mcp.Tools;

/// <summary>What a tool's argument is.</summary>
internal enum ParameterType
{
    /// <summary>A text that is not blank.</summary>
    Text,

    /// <summary>A list of texts that are not blank.</summary>
    Texts,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>Four numbers x1, y1, x2, y2.</summary>
    Region,

    /// <summary>A list of boxes, each four numbers x1, y1, x2, y2.</summary>
    Boxes,

    /// <summary>A list of claims: text, and where wanted kind and alternatives.</summary>
    Claims,
}

/// <summary>One argument of a tool: what its schema says and what is checked.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Type">What it is.</param>
/// <param name="Description">For the model that calls the tool.</param>
internal sealed record ToolParameter(string Name, ParameterType Type, string Description)
{
    /// <summary>How messages name it: with the place of its object where it is a member of one.</summary>
    public string Label { get; init; } = Name;

    /// <summary>Whether a call without it is an error.</summary>
    public bool Required { get; init; }

    /// <summary>Whether the texts name pictures, which may be fetched before the call.</summary>
    public bool IsPicture { get; init; }

    /// <summary>Smallest number, or shortest list.</summary>
    public int? Minimum { get; init; }

    /// <summary>Largest number, or longest list.</summary>
    public int? Maximum { get; init; }

    /// <summary>The values that a text may have; null for any.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The name that callers confuse with a list's: <c>image</c> for <c>images</c>; null for what is no list.</summary>
    public string? Singular => Type is ParameterType.Texts && Name.EndsWith('s') ? Name[..^1] : null;

    /// <summary>Its JSON schema: one plain type, without references or unions, which some hosts do not read.</summary>
    public JsonObject ToSchema()
    {
        var schema = new JsonObject
        {
            ["type"] = Type switch
            {
                ParameterType.Text => "string",
                ParameterType.Integer => "integer",
                ParameterType.Flag => "boolean",
                _ => "array",
            },
            ["description"] = Description,
        };
        if (Choices is not null) schema["enum"] = new JsonArray([.. Choices.Select(choice => (JsonNode)choice)]);
        switch (Type)
        {
            case ParameterType.Texts:
                schema["items"] = new JsonObject { ["type"] = "string" };
                schema["minItems"] = Minimum;
                schema["maxItems"] = Maximum;
                break;
            case ParameterType.Claims:
                schema["items"] = JsonNode.Parse(
                    """{"type":"object","properties":{"text":{"type":"string"},"kind":{"type":"string"},"alternatives":{"type":"array","items":{"type":"string"}}},"required":["text"]}""");
                schema["items"]!["properties"]!["kind"]!["enum"] = new JsonArray([.. ClaimKindNames.All.Select(kind => (JsonNode)kind)]);
                schema["minItems"] = Minimum;
                schema["maxItems"] = Maximum;
                break;
            case ParameterType.Boxes:
                schema["items"] = JsonNode.Parse("""{"type":"array","items":{"type":"number"}}""");
                schema["minItems"] = Minimum;
                schema["maxItems"] = Maximum;
                break;
            case ParameterType.Region:
                schema["items"] = new JsonObject { ["type"] = "number" };
                schema["minItems"] = 4;
                schema["maxItems"] = 4;
                break;
            case ParameterType.Integer:
                schema["minimum"] = Minimum;
                schema["maximum"] = Maximum;
                break;
        }

        return schema;
    }

    /// <summary>In words, for errors: <c>a list of 1 to 256 texts</c>.</summary>
    public string InWords() => Type switch
    {
        ParameterType.Text when Choices is not null => $"one of {string.Join(", ", Choices)}",
        ParameterType.Text => "a text",
        ParameterType.Texts => $"a list of {Minimum} to {Maximum} texts",
        ParameterType.Integer => $"a whole number from {Minimum} to {Maximum}",
        ParameterType.Flag => "true or false",
        ParameterType.Region => "four numbers [x1, y1, x2, y2] in pixels",
        ParameterType.Boxes => $"a list of {Minimum} to {Maximum} boxes [[x1, y1, x2, y2], …] in pixels",
        ParameterType.Claims => $"a list of {Minimum} to {Maximum} objects {{\"text\": …, \"kind\": …, \"alternatives\": […]}}, of which only text is required",
        _ => throw new InvalidOperationException($"{Type} has no words"),
    };
}
