using System.Text.Json;
using System.Text.Json.Nodes;
using FgClip.Tokenization;

namespace FgClip.Tests.Tokenization;

/// <summary>Writes small tokenizer.json files.</summary>
internal static class TokenizerJson
{
    /// <summary>The four named tokens, which every file starts with.</summary>
    public static readonly string[] Named = ["<pad>", "<eos>", "<bos>", "<unk>"];

    /// <summary>A file with the named tokens, then the pieces, and merges written "left right".</summary>
    public static JsonObject Create(IEnumerable<string> pieces, params string[] merges)
    {
        var vocabulary = new JsonObject();
        foreach (var piece in Named.Concat(pieces)) vocabulary.Add(piece, vocabulary.Count);
        return new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray([.. Named.Select((name, id) => Added(id, name, special: true))]),
            ["normalizer"] = null,
            ["pre_tokenizer"] = null,
            ["post_processor"] = null,
            ["decoder"] = null,
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["dropout"] = null,
                ["unk_token"] = "<unk>",
                ["continuing_subword_prefix"] = null,
                ["end_of_word_suffix"] = null,
                ["fuse_unk"] = true,
                ["byte_fallback"] = false,
                ["ignore_merges"] = false,
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray([.. merges.Select(merge => JsonValue.Create(merge))]),
            },
        };
    }

    /// <summary>An entry of added_tokens.</summary>
    public static JsonObject Added(
        int id,
        string content,
        bool special = false,
        bool normalized = false,
        bool left = false,
        bool right = false,
        bool word = false)
    {
        return new JsonObject
        {
            ["id"] = id,
            ["content"] = content,
            ["single_word"] = word,
            ["lstrip"] = left,
            ["rstrip"] = right,
            ["normalized"] = normalized,
            ["special"] = special,
        };
    }

    /// <summary>The file with a setting changed; the path is written with dots.</summary>
    public static JsonObject With(this JsonObject file, string path, JsonNode? value)
    {
        var names = path.Split('.');
        JsonNode node = file;
        foreach (var name in names[..^1]) node = node[name]!;
        node[names[^1]] = value;
        return file;
    }

    /// <summary>The file with another added token, of the next id unless it is a piece.</summary>
    public static JsonObject WithAdded(
        this JsonObject file,
        string content,
        bool special = false,
        bool normalized = false,
        bool left = false,
        bool right = false,
        bool word = false)
    {
        var tokens = file["added_tokens"]!.AsArray();
        var vocabulary = file["model"]!["vocab"]!.AsObject();
        var known = tokens.Count(token => !vocabulary.ContainsKey((string)token!["content"]!));
        var id = vocabulary.ContainsKey(content) ? (int)vocabulary[content]! : vocabulary.Count + known;
        tokens.Add(Added(id, content, special, normalized, left, right, word));
        return file;
    }

    /// <summary>The tokenizer of a file, without beginning and end tokens.</summary>
    public static ITextTokenizer Read(this JsonObject file, TokenizerConfig? config = null) =>
        Read(JsonSerializer.SerializeToUtf8Bytes(file), config);

    /// <summary>The tokenizer of a file's bytes, without beginning and end tokens.</summary>
    public static ITextTokenizer Read(byte[] file, TokenizerConfig? config = null) =>
        TokenizerReader.FromBytes(file, "tokenizer.json", config ?? new TokenizerConfig { AddBos = false });
}
