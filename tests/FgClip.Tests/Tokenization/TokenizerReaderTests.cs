using System.Text.Json;
using System.Text.Json.Nodes;
using FgClip.Tokenization;

namespace FgClip.Tests.Tokenization;

public class TokenizerReaderTests
{
    [Fact]
    public void Tokenizer_json_is_preferred_and_tokenizer_model_is_enough()
    {
        const string settings = """{ "add_bos_token": false, "padding_side": "right" }""";
        using var both = new TemporaryFolder().WithCopy(TestData.ScenesModel, "tokenizer.model").With("tokenizer_config.json", settings);

        Assert.Equal(1536, TokenizerReader.FromFolder(both.Path).VocabularySize);
        both.With("tokenizer.json", TokenizerJson.Create(["a"]).ToJsonString());
        Assert.Equal(5, TokenizerReader.FromFolder(both.Path).VocabularySize);
        Assert.Equal(TokenSide.Right, TokenizerReader.FromFolder(both.Path).Encode("a", 3).PaddingSide);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_is_an_error_that_says_what_is_missing()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<FgClipException>(() => TokenizerReader.FromFolder(folder.Path));

        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        Assert.Contains("tokenizer.json or tokenizer.model", error.Message, StringComparison.Ordinal);
        Assert.Throws<FgClipException>(() => TokenizerReader.FromFile(Path.Combine(folder.Path, "none.json"), new TokenizerConfig()));
    }

    [Fact]
    public void The_kind_of_a_file_is_told_from_its_content()
    {
        using var folder = new TemporaryFolder()
            .With("first", "\n \t" + TokenizerJson.Create(["a"]).ToJsonString() + "\r\n")
            .WithCopy(TestData.ScenesModel, "tokenizer.model");

        Assert.Equal(5, TokenizerReader.FromFile(Path.Combine(folder.Path, "first"), new TokenizerConfig()).VocabularySize);
        Assert.Equal(1536, TokenizerReader.FromFile(Path.Combine(folder.Path, "tokenizer.model"), new TokenizerConfig()).VocabularySize);
    }

    [Theory]
    [InlineData("<!DOCTYPE html>", "'<!DOCTYPE html>'")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "git lfs pull")]
    [InlineData("[1]", "'[1]'")]
    [InlineData("\uFEFF{}", "a byte order mark")]
    [InlineData("", "an empty file")]
    public void A_tokenizer_json_that_is_no_JSON_object_is_said_to_be_none(string content, string part)
    {
        using var folder = new TemporaryFolder().With("tokenizer.json", content);

        var error = Assert.Throws<FgClipException>(() => TokenizerReader.FromFolder(folder.Path));

        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        Assert.Contains("tokenizer.json: the file is not JSON; expected an object, which starts with {", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TokenSide.Right, TokenSide.Right, 6, "2 4 5 4 5 1", false)]
    [InlineData(TokenSide.Right, TokenSide.Right, 5, "2 4 5 4 1", true)]
    [InlineData(TokenSide.Right, TokenSide.Left, 5, "2 5 4 5 1", true)]
    [InlineData(TokenSide.Right, TokenSide.Right, 2, "2 1", true)]
    [InlineData(TokenSide.Right, TokenSide.Right, 8, "2 4 5 4 5 1 0 0", false)]
    [InlineData(TokenSide.Left, TokenSide.Right, 8, "0 0 2 4 5 4 5 1", false)]
    public void Texts_are_cut_and_padded_at_their_sides_and_keep_the_added_tokens(
        TokenSide padding, TokenSide truncation, int length, string ids, bool truncated)
    {
        var config = new TokenizerConfig { AddEos = true, PaddingSide = padding, TruncationSide = truncation };

        var tokens = TokenizerJson.Create(["a", "b"]).Read(config).Encode("abab", length);

        Assert.Equal(ids, string.Join(' ', tokens.Ids));
        Assert.Equal(truncated, tokens.Truncated);
        Assert.Equal(tokens.Ids.Select(id => id == 0 ? 0 : 1), tokens.AttentionMask());
    }

    [Fact]
    public void The_sides_of_tokenizer_json_count_where_the_configuration_names_none()
    {
        var file = TokenizerJson.Create(["a", "b"])
            .With("padding", new JsonObject { ["strategy"] = "BatchLongest", ["direction"] = "Right" })
            .With("truncation", new JsonObject { ["direction"] = "Left", ["max_length"] = 5 });

        Assert.Equal([4, 0], file.Read().Encode("a", 2).Ids);
        Assert.Equal([5], file.Read().Encode("ab", 1).Ids);
        Assert.Equal([0, 4], file.Read(new TokenizerConfig { AddBos = false, PaddingSide = TokenSide.Left }).Encode("a", 2).Ids);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_length_without_room_for_the_added_tokens_is_refused(int length)
    {
        var tokenizer = TokenizerJson.Create(["a"]).Read(new TokenizerConfig { AddEos = true });

        Assert.Equal(FgClipErrorKind.Argument, Assert.Throws<FgClipException>(() => tokenizer.Encode("a", length)).Kind);
    }

    [Fact]
    public void A_text_beyond_a_million_characters_is_refused()
    {
        var text = new string('a', (1 << 20) + 1);

        var error = Assert.Throws<FgClipException>(() => TokenizerJson.Create(["a"]).Read().Encode(text, 8));
        Assert.Equal(FgClipErrorKind.Argument, error.Kind);
    }

    [Fact]
    public void Many_threads_get_the_ids_of_one()
    {
        var tokenizer = TokenizerReader.FromFolder(TestData.ScenesModel);
        var texts = Enumerable.Range(0, 200).Select(i => $"a red cat {i} and 两只蓝色的狗 <eos>").ToArray();
        var expected = texts.Select(text => tokenizer.Encode(text, 32).Ids).ToArray();

        Parallel.For(0, 2000, i => Assert.Equal(expected[i % 200], tokenizer.Encode(texts[i % 200], 32).Ids));
    }

    [Fact]
    public void Both_ways_of_writing_merges_and_any_order_of_the_entries_mean_the_same()
    {
        var strings = TokenizerJson.Create(["a", "b", "ab", "abab", "\n", "\"\\\u00e9"], "#version: 0.2", "a b", "ab ab");
        var pairs = TokenizerJson.Create(["a", "b", "ab", "abab", "\n", "\"\\\u00e9"])
            .With("model.merges", new JsonArray(new JsonArray("a", "b"), new JsonArray("ab", "ab")));
        var model = pairs["model"]!.AsObject();
        var merges = model["merges"];
        model.Remove("merges");
        model.Insert(0, "merges", merges);

        foreach (var file in new[] { strings, pairs })
        {
            Assert.Equal([7, 6, 8, 4], file.Read().EncodeUnpadded("ababab\na"));
            Assert.Equal(10, file.Read().VocabularySize);
        }
    }

    [Theory]
    [InlineData("version", "\"2.0\"", "version")]
    [InlineData("model.type", "\"Unigram\"", "Unigram")]
    [InlineData("model.dropout", "0.1", "dropout")]
    [InlineData("model.continuing_subword_prefix", "\"##\"", "continuing_subword_prefix")]
    [InlineData("model.end_of_word_suffix", "\"</w>\"", "end_of_word_suffix")]
    [InlineData("model.unk_token", "\"<none>\"", "<none>")]
    [InlineData("model.vocab", "{}", "empty")]
    [InlineData("model.vocab", "[]", "vocab")]
    [InlineData("model.vocab", """{ "<pad>": 0, "<unk>": 2 }""", "only 2 pieces")]
    [InlineData("model.vocab", """{ "<pad>": 0, "<unk>": 0 }""", "two pieces")]
    [InlineData("model.vocab", """{ "<unk>": 0, "<unk>": 1 }""", "twice")]
    [InlineData("model.vocab", """{ "<unk>": -1 }""", "<unk>")]
    [InlineData("model.vocab", """{ "<unk>": 4294967296 }""", "<unk>")]
    [InlineData("model.vocab", """{ "<unk>": 0.5 }""", "<unk>")]
    [InlineData("model.vocab", """{ "<unk>": null }""", "<unk>")]
    [InlineData("model.vocab", """{ "\ud800": 0 }""", "surrogate")]
    [InlineData("model.merges", "null", "merges")]
    [InlineData("model.merges", """["a"]""", "two pieces")]
    [InlineData("model.merges", """["a b c"]""", "two pieces")]
    [InlineData("model.merges", """["a x"]""", "'x'")]
    [InlineData("model.merges", """["a b"]""", "'ab'")]
    [InlineData("model.merges", """[["a"]]""", "merge")]
    [InlineData("model.merges", """[["a", "b", "c"]]""", "more than two")]
    [InlineData("model.merges", """[1]""", "merge")]
    [InlineData("normalizer", """{ "type": "NFC" }""", "NFC")]
    [InlineData("normalizer", """{ "type": "Replace", "content": "" }""", "Replace")]
    [InlineData("normalizer", """{ "type": "Replace", "pattern": { "String": "" }, "content": "" }""", "empty")]
    [InlineData("normalizer", """{ "type": "Replace", "pattern": { "Regex": "a" }, "content": "" }""", "Regex")]
    [InlineData("normalizer", """{ "type": "Prepend", "prepend": "12345678901234567" }""", "prepend")]
    [InlineData("normalizer", "{}", "normalizer")]
    [InlineData("normalizer", "1", "normalizer")]
    [InlineData("pre_tokenizer", """{ "type": "Metaspace", "replacement": "▁" }""", "Metaspace")]
    [InlineData("pre_tokenizer", """{ "type": "Split", "pattern": { "String": " " }, "behavior": "Removed" }""", "Removed")]
    [InlineData("pre_tokenizer", """{ "type": "Split", "behavior": "MergedWithPrevious" }""", "pattern")]
    [InlineData("added_tokens", "{}", "added_tokens")]
    [InlineData("added_tokens", """[{ "id": 0, "content": "<pad>" }]""", "single_word")]
    [InlineData("padding", """{ "direction": "Up" }""", "Up")]
    public void What_is_malformed_or_unknown_is_refused_by_name(string path, string value, string name)
    {
        // The value goes in as it is written: a tree would not take the same name twice.
        var file = TokenizerJson.Create(["a", "b"]).With(path, "@").ToJsonString().Replace("\"@\"", value, StringComparison.Ordinal);

        var error = Assert.Throws<FgClipException>(() => TokenizerJson.Read(System.Text.Encoding.UTF8.GetBytes(file)));

        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        Assert.StartsWith("tokenizer.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("model.vocab")]
    [InlineData("model.merges")]
    public void A_file_without_its_model_is_refused(string path)
    {
        var file = TokenizerJson.Create(["a"]);
        var owner = path.Contains('.', StringComparison.Ordinal) ? file["model"]!.AsObject() : file;
        owner.Remove(path.Split('.')[^1]);

        Assert.Equal(FgClipErrorKind.Checkpoint, Assert.Throws<FgClipException>(() => file.Read()).Kind);
    }

    [Fact]
    public void Added_tokens_that_contradict_the_vocabulary_are_refused()
    {
        var file = TokenizerJson.Create(["a"]);
        file["added_tokens"]!.AsArray().Add(TokenizerJson.Added(9, "<x>"));

        Assert.Contains("'<x>'", Assert.Throws<FgClipException>(() => file.Read()).Message, StringComparison.Ordinal);
        Assert.Throws<FgClipException>(() => TokenizerJson.Create(["a"]).WithAdded(new string('x', 1025)).Read());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Named_tokens_that_are_needed_have_to_be_named(bool bos)
    {
        var config = bos ? new TokenizerConfig { BosToken = null } : new TokenizerConfig { PadToken = null };

        var error = Assert.Throws<FgClipException>(() => TokenizerJson.Create(["a"]).Read(config));
        Assert.Contains(bos ? "bos_token" : "pad_token", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_unknown_token_does_not_matter_where_bytes_write_everything()
    {
        var bytes = Enumerable.Range(0, 256).Where(value => value != 9).Select(value => $"<0x{value:X2}>").Append("\t");
        var file = TokenizerJson.Create(bytes).With("model.unk_token", "<none>").With("model.byte_fallback", true);

        Assert.Equal(5, file.Read().EncodeUnpadded("猫\ta").Length);
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused()
    {
        var file = JsonSerializer.SerializeToUtf8Bytes(TokenizerJson.Create(["a", "b", "ab"], "a b"));
        for (var length = 0; length < file.Length; length++)
        {
            var error = Assert.Throws<FgClipException>(() => TokenizerJson.Read(file[..length]));
            Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        }
    }
}
