using FgClip.Tokenization;

namespace FgClip.Tests.Tokenization;

public class TokenizerConfigTests
{
    [Fact]
    public void Without_files_the_defaults_of_the_class_hold()
    {
        using var folder = new TemporaryFolder();
        var config = TokenizerConfig.FromFolder(folder.Path);

        Assert.True(config.AddBos);
        Assert.False(config.AddEos);
        Assert.True(config.UsesAttentionMask);
        Assert.False(config.SplitSpecialTokens);
        Assert.Null(config.PaddingSide);
        Assert.Null(config.TruncationSide);
        Assert.Null(config.AddedTokens);
        Assert.Equal(["<bos>", "<eos>", "<unk>", "<pad>"], config.SpecialTokens);
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var config = Read("""
            {
              "tokenizer_class": "GemmaTokenizerFast", "add_bos_token": false, "add_eos_token": true, "split_special_tokens": true,
              "padding_side": "right", "truncation_side": "left", "model_input_names": ["input_ids"], "model_max_length": 1e30,
              "bos_token": "<s>", "eos_token": { "content": "</s>", "lstrip": true }, "pad_token": null, "unk_token": "<u>",
              "mask_token": "<mask>", "additional_special_tokens": ["<one>", { "content": "<two>", "rstrip": true }],
              "extra_special_tokens": { "image_token": "<image>" },
              "added_tokens_decoder": {
                "10": { "content": "<ten>", "special": true },
                "9": { "content": "nine", "lstrip": true, "rstrip": true, "single_word": true, "normalized": false, "special": false },
                "11": { "content": "eleven" }
              }
            }
            """);

        Assert.False(config.AddBos);
        Assert.True(config.AddEos);
        Assert.True(config.SplitSpecialTokens);
        Assert.False(config.UsesAttentionMask);
        Assert.Equal(TokenSide.Right, config.PaddingSide);
        Assert.Equal(TokenSide.Left, config.TruncationSide);
        Assert.Null(config.PadToken);
        Assert.Equal(["<s>", "</s>", "<u>", "<mask>", "<one>", "<two>", "<image>"], config.SpecialTokens);
        Assert.Equal(
            [
                new AddedToken("nine") { StripsLeft = true, StripsRight = true, SingleWord = true },
                new AddedToken("<ten>") { Special = true },
                new AddedToken("eleven") { Normalized = true },
            ],
            config.AddedTokens);
        Assert.True(config.SpecialTokenFlags["</s>"].StripsLeft);
        Assert.True(config.SpecialTokenFlags["<two>"].StripsRight);
    }

    [Theory]
    [InlineData("""["input_ids", "attention_mask"]""", true)]
    [InlineData("""["input_ids"]""", false)]
    [InlineData("[]", false)]
    [InlineData("null", true)]
    public void The_mask_is_used_where_the_inputs_list_it(string names, bool used) =>
        Assert.Equal(used, Read($$"""{ "model_input_names": {{names}} }""").UsesAttentionMask);

    [Fact]
    public void The_older_files_count_only_without_added_tokens_decoder()
    {
        const string settings = """{ "bos_token": "<s>" """;
        using var folder = new TemporaryFolder()
            .With("special_tokens_map.json", """{ "bos_token": { "content": "<begin>", "lstrip": true }, "eos_token": "<end>" }""")
            .With("added_tokens.json", """{ "<end>": 7, "more": 6 }""");

        var older = TokenizerConfig.FromFolder(folder.With("tokenizer_config.json", settings + "}").Path);
        var newer = TokenizerConfig.FromFolder(folder.With("tokenizer_config.json", settings + ", \"added_tokens_decoder\": {} }").Path);

        Assert.Equal(("<begin>", "<end>"), (older.BosToken, older.EosToken));
        Assert.Equal([new AddedToken("more") { Normalized = true }, new AddedToken("<end>") { Special = true }], older.AddedTokens);
        Assert.True(older.SpecialTokenFlags["<begin>"].StripsLeft);
        Assert.Equal(("<s>", "<eos>"), (newer.BosToken, newer.EosToken));
        Assert.Empty(newer.AddedTokens!);
    }

    [Theory]
    [InlineData("[]", "not an object")]
    [InlineData("{", "malformed")]
    [InlineData("""{ "tokenizer_class": "CLIPTokenizer" }""", "tokenizer_class")]
    [InlineData("""{ "padding_side": "middle" }""", "padding_side")]
    [InlineData("""{ "add_eos_token": "yes" }""", "add_eos_token")]
    [InlineData("""{ "bos_token": 3 }""", "bos_token")]
    [InlineData("""{ "bos_token": { "special": true } }""", "bos_token")]
    [InlineData("""{ "model_input_names": "input_ids" }""", "model_input_names")]
    [InlineData("""{ "additional_special_tokens": 1 }""", "additional_special_tokens")]
    [InlineData("""{ "added_tokens_decoder": { "x": { "content": "a" } } }""", "added_tokens_decoder")]
    [InlineData("""{ "added_tokens_decoder": { "1": "a" } }""", "added_tokens_decoder")]
    [InlineData("""{ "added_tokens_decoder": [] }""", "added_tokens_decoder")]
    [InlineData("""{ "bos_token": "\ud800" }""", "malformed")]
    public void Malformed_settings_are_refused_by_name(string text, string name)
    {
        var error = Assert.Throws<FgClipException>(() => Read(text));

        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static TokenizerConfig Read(string text)
    {
        using var folder = new TemporaryFolder().With("tokenizer_config.json", text);
        return TokenizerConfig.FromFolder(folder.Path);
    }
}
