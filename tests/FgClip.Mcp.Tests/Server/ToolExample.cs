using System.Text.Encodings.Web;
using System.Text.Json;
using FgClip.Tests;

namespace FgClip.Mcp.Tests.Server;

/// <summary>A call of a tool that succeeds, and what its answer has. A new tool is one more line of <see cref="All"/>.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Template">Its arguments as JSON, for <see cref="WithPlaces"/>.</param>
/// <param name="List">The member that holds the results; null where the answer has none.</param>
/// <param name="Members">Members of each result, or of the answer where there is no list.</param>
/// <param name="Pictures">Pictures drawn beside the JSON.</param>
internal sealed record ToolExample(string Tool, string Template, string? List, string[] Members, int Pictures = 0)
{
    public static readonly string Scene = Path.Combine(TestData.Root, "samples", "scene.jpg");

    /// <summary>The arguments as JSON.</summary>
    public string Arguments => WithPlaces(Template);

    /// <summary>A scene without a snake.</summary>
    public static readonly string Other = TestData.Golden("fgclip2-scenes", "inputs", "0071.jpg");

    public static IReadOnlyList<ToolExample> All { get; } =
    [
        new("rank_captions", """{"image": {scene}, "captions": ["two dogs", "一条绿色的蛇"]}""", "results", ["index", "caption", "text_kind", "cosine", "logit", "probability", "share", "truncated"]),
        new("rank_images", """{"text": "一条绿色的蛇", "images": [{other}, {scene}]}""", "results", ["index", "image", "cosine", "logit", "probability", "error"]),
        new("locate_concept", """{"image": {scene}, "concepts": ["a green snake", "一把粉色的剪刀"]}""", "concepts", ["concept", "present", "score", "peak", "boxes", "truncated"], Pictures: 2),
        new("detect_mismatches", """{"image": {scene}, "caption": "a green snake to the left of a blue bicycle"}""", "claims", ["text", "kind", "verdict", "margin", "evidence", "alternative", "box"], Pictures: 1),
        new("classify", """{"image": {scene}, "labels": ["dog", "snake"], "boxes": [[10, 10, 120, 120]]}""", "results", ["box", "index", "label", "cosine", "logit", "probability", "share", "truncated"]),
        new("similarity", """{"images": [{scene}, {other}], "texts": ["a green snake", "一只狗"]}""", "rows", ["index", "source", "kind", "text_kind", "max_patches", "truncated", "error"]),
        new("embed_image", """{"images": [{scene}]}""", "embeddings", ["source", "kind", "uri", "dimensions", "values", "error"]),
        new("embed_text", """{"texts": ["a dog", "一只狗"], "include_values": true}""", "embeddings", ["source", "kind", "uri", "dimensions", "values", "truncated"]),
        new("server_status", "{}", null, ["state", "device", "queue", "caches", "timings", "versions"]),
    ];

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(example => example.Tool)];

    public static ToolExample Of(string tool) => All.Single(example => example.Tool == tool);

    /// <summary>Arguments with {scene} and {other} replaced by the paths of two pictures.</summary>
    public static string WithPlaces(string arguments) => arguments
        .Replace("{scene}", Json(Scene), StringComparison.Ordinal)
        .Replace("{other}", Json(Other), StringComparison.Ordinal);

    /// <summary>JSON in which Chinese stays readable.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, Relaxed);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
