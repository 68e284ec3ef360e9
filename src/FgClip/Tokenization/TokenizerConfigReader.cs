using System.Globalization;
using System.Text.Json;

namespace FgClip.Tokenization;

/// <summary>
/// Reads tokenizer_config.json and its older companions in the order of Transformers 4.57
/// (tokenization_utils_base.py, _from_pretrained).
/// </summary>
internal static class TokenizerConfigReader
{
    /// <summary>Reads the files of a folder with a tokenizer of the Gemma family.</summary>
    public static TokenizerConfig Read(string folder) =>
        Read(folder, new TokenizerConfig(), "GemmaTokenizer", "GemmaTokenizerFast");

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">A Hugging Face folder.</param>
    /// <param name="defaults">What the tokenizer's class does where the files do not say.</param>
    /// <param name="classes">The classes that tokenizer_class may name.</param>
    public static TokenizerConfig Read(string folder, TokenizerConfig defaults, params IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            return ReadFiles(folder, defaults, classes);
        }
        catch (InvalidOperationException e)
        {
            // The parser's answer to a name or a text that is not well-formed Unicode.
            throw new FgClipException(FgClipErrorKind.Checkpoint, $"the tokenizer's settings are malformed: {e.Message}", folder, inner: e);
        }
    }

    private static TokenizerConfig ReadFiles(string folder, TokenizerConfig config, IReadOnlyList<string> classes)
    {
        using var json = JsonObjectFile.OpenIfThere(Path.Combine(folder, "tokenizer_config.json"));
        if (json is not null) config = ReadSettings(json, config, classes);
        if (json is not null && json.TryGet("added_tokens_decoder", out var decoder))
            return config with { AddedTokens = ReadDecoder(json, decoder) };

        // Only checkpoints without that entry still use the two older files.
        using var map = JsonObjectFile.OpenIfThere(Path.Combine(folder, "special_tokens_map.json"));
        if (map is not null) config = ReadSpecialTokens(map, config);
        using var added = JsonObjectFile.OpenIfThere(Path.Combine(folder, "added_tokens.json"));
        return added is null ? config : config with { AddedTokens = ReadAddedTokens(added, config) };
    }

    private static TokenizerConfig ReadSettings(JsonObjectFile json, TokenizerConfig config, IReadOnlyList<string> classes)
    {
        if (json.Text("tokenizer_class") is { } type && !classes.Contains(type))
            throw json.Wrong("tokenizer_class", string.Join(" or ", classes), type);
        return ReadSpecialTokens(json, config) with
        {
            AddBos = json.Flag("add_bos_token", config.AddBos),
            AddEos = json.Flag("add_eos_token", config.AddEos),
            SplitSpecialTokens = json.Flag("split_special_tokens", false),
            PaddingSide = ReadSide(json, "padding_side"),
            TruncationSide = ReadSide(json, "truncation_side"),
            UsesAttentionMask = ReadUsesMask(json),
        };
    }

    private static TokenSide? ReadSide(JsonObjectFile json, string name) => json.Text(name) switch
    {
        null => null,
        "left" => TokenSide.Left,
        "right" => TokenSide.Right,
        var other => throw json.Wrong(name, "left or right", other),
    };

    private static bool ReadUsesMask(JsonObjectFile json)
    {
        if (!json.TryGet("model_input_names", out var names)) return true;
        if (names.ValueKind != JsonValueKind.Array) throw json.Wrong("model_input_names", "a list", names.ValueKind.ToString());
        return names.EnumerateArray().Any(name => json.Text(name, "model_input_names") == "attention_mask");
    }

    /// <summary>Reads the special tokens that a file names; those that it does not name stay.</summary>
    private static TokenizerConfig ReadSpecialTokens(JsonObjectFile json, TokenizerConfig config)
    {
        var flags = new Dictionary<string, AddedToken>(config.SpecialTokenFlags, StringComparer.Ordinal);
        var others = new List<string>(config.OtherSpecialTokens);
        string? Named(string name, string? standard)
        {
            if (!json.TryGet(name, out var value, orNull: true)) return standard;
            return value.ValueKind == JsonValueKind.Null ? null : ReadSpecialToken(json, value, name, flags);
        }

        foreach (var name in new[] { "sep_token", "cls_token", "mask_token" })
        {
            if (Named(name, null) is { } token) others.Add(token);
        }

        foreach (var name in new[] { "additional_special_tokens", "extra_special_tokens" })
        {
            if (!json.TryGet(name, out var list)) continue;
            IEnumerable<JsonElement> values = list.ValueKind switch
            {
                JsonValueKind.Array => list.EnumerateArray(),
                JsonValueKind.Object => list.EnumerateObject().Select(property => property.Value),
                _ => throw json.Wrong(name, "a list", list.ValueKind.ToString()),
            };
            others.AddRange(values.Select(value => ReadSpecialToken(json, value, name, flags)));
        }

        return config with
        {
            BosToken = Named("bos_token", config.BosToken),
            EosToken = Named("eos_token", config.EosToken),
            UnkToken = Named("unk_token", config.UnkToken),
            PadToken = Named("pad_token", config.PadToken),
            OtherSpecialTokens = others,
            SpecialTokenFlags = flags,
        };
    }

    private static string ReadSpecialToken(JsonObjectFile json, JsonElement value, string name, Dictionary<string, AddedToken> flags)
    {
        if (value.ValueKind != JsonValueKind.Object) return json.Text(value, name);
        var token = ReadToken(json, value, name, special: true);
        flags[token.Content] = token;
        return token.Content;
    }

    private static List<AddedToken> ReadDecoder(JsonObjectFile json, JsonElement decoder)
    {
        const string name = "added_tokens_decoder";
        if (decoder.ValueKind != JsonValueKind.Object) throw json.Wrong(name, "an object", decoder.ValueKind.ToString());
        var tokens = new SortedDictionary<int, AddedToken>();
        foreach (var property in decoder.EnumerateObject())
        {
            if (!int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                throw json.Wrong(name, "ids as names", property.Name);
            tokens[id] = ReadToken(json, property.Value, name, special: false);
        }

        return [.. tokens.Values];
    }

    private static List<AddedToken> ReadAddedTokens(JsonObjectFile json, TokenizerConfig config)
    {
        var special = config.SpecialTokens.ToHashSet(StringComparer.Ordinal);
        var tokens = new SortedDictionary<long, AddedToken>();
        foreach (var property in json.Properties())
        {
            if (property.Value.ValueKind != JsonValueKind.Number || !property.Value.TryGetInt64(out var id))
                throw json.Wrong(property.Name, "an id", property.Value.ValueKind.ToString());
            var isSpecial = special.Contains(property.Name);
            tokens[id] = new AddedToken(property.Name) { Special = isSpecial, Normalized = !isSpecial };
        }

        return [.. tokens.Values];
    }

    /// <summary>Reads a token with its flags; where they are absent, the defaults of the library's AddedToken hold.</summary>
    private static AddedToken ReadToken(JsonObjectFile json, JsonElement value, string name, bool special)
    {
        if (value.ValueKind != JsonValueKind.Object) throw json.Wrong(name, "an object with a content", value.ValueKind.ToString());
        bool Flag(string flag, bool standard) =>
            value.TryGetProperty(flag, out var element) ? json.Flag(element, flag, standard) : standard;
        if (!value.TryGetProperty("content", out var content)) throw json.Wrong(name, "an object with a content", "none");
        special = special || Flag("special", false);
        return new AddedToken(json.Text(content, "content"))
        {
            Special = special,
            SingleWord = Flag("single_word", false),
            StripsLeft = Flag("lstrip", false),
            StripsRight = Flag("rstrip", false),
            Normalized = Flag("normalized", !special),
        };
    }
}
