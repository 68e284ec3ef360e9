using System.Text.Json.Nodes;

namespace FgClip.Tests.Tokenization.Clip;

/// <summary>The tokenizer files of the golden set of FG-CLIP's first version, and tokenizer.json made of them.</summary>
internal static class ClipFiles
{
    private static readonly string[] s_markers = ["<|startoftext|>", "<|endoftext|>"];

    public static string Checkpoint => TestData.Golden("fgclip1-tiny", "checkpoint");

    public static string Vocabulary => Path.Combine(Checkpoint, "vocab.json");

    public static string Merges => Path.Combine(Checkpoint, "merges.txt");

    /// <summary>tokenizer.json as Transformers converts the two files.</summary>
    public static JsonObject Json()
    {
        var vocabulary = JsonNode.Parse(File.ReadAllText(Vocabulary))!.AsObject();
        var merges = File.ReadLines(Merges).Skip(1).Where(line => line.Length > 0);
        return new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray(
                [.. s_markers.Select(token => Added((int)vocabulary[token]!, token))]),
            ["normalizer"] = Sequence(
                "normalizers",
                Step("NFC"),
                new JsonObject { ["type"] = "Replace", ["pattern"] = Pattern(@"\s+"), ["content"] = " " },
                Step("Lowercase")),
            ["pre_tokenizer"] = Sequence(
                "pretokenizers",
                new JsonObject
                {
                    ["type"] = "Split",
                    ["pattern"] = Pattern(@"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"),
                    ["behavior"] = "Removed",
                    ["invert"] = true,
                },
                new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = true }),
            ["post_processor"] = Step("RobertaProcessing"),
            ["decoder"] = Step("ByteLevel"),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["dropout"] = null,
                ["unk_token"] = "<|endoftext|>",
                ["continuing_subword_prefix"] = "",
                ["end_of_word_suffix"] = "</w>",
                ["fuse_unk"] = false,
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray([.. merges.Select(merge => JsonValue.Create(merge))]),
            },
        };
    }

    private static JsonObject Step(string type) => new() { ["type"] = type };

    private static JsonObject Pattern(string expression) => new() { ["Regex"] = expression };

    private static JsonObject Sequence(string list, params JsonNode[] steps) =>
        new() { ["type"] = "Sequence", [list] = new JsonArray(steps) };

    private static JsonObject Added(int id, string content) => new()
    {
        ["id"] = id,
        ["content"] = content,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = true,
        ["special"] = true,
    };
}
