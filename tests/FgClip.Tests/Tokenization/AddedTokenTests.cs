using System.Text.Json.Nodes;
using FgClip.Tokenization;

namespace FgClip.Tests.Tokenization;

public class AddedTokenTests
{
    // Ids 4 to 11; tokens that are added to them follow from 12 on.
    private static readonly string[] Letters = ["a", "b", "é", " ", "\n", "_", "1", "▁"];

    private static JsonObject SpaceToBlock => new()
    {
        ["type"] = "Replace",
        ["pattern"] = new JsonObject { ["String"] = " " },
        ["content"] = "▁",
    };

    [Theory]
    [InlineData("abab", new[] { 12, 5 })]
    [InlineData("abab1", new[] { 12, 5, 10 })]
    [InlineData("aaabaa", new[] { 4, 4, 12, 4 })]
    [InlineData("abbab1", new[] { 13, 14 })]
    public void The_leftmost_token_wins_and_of_those_that_start_there_the_longest(string text, int[] ids) =>
        Assert.Equal(ids, TokenizerJson.Create(Letters).WithAdded("aba").WithAdded("ab").WithAdded("bab1").Read().EncodeUnpadded(text));

    [Theory]
    [InlineData(false, false, "a <x> b", new[] { 4, 7, 12, 7, 5 })]
    [InlineData(true, false, "a \n<x> b", new[] { 4, 12, 7, 5 })]
    [InlineData(false, true, "a <x>\u3000\u2028 b", new[] { 4, 7, 12, 5 })]
    [InlineData(true, true, "a  <x>  b", new[] { 4, 12, 5 })]
    [InlineData(true, true, "  <x>  <x>", new[] { 12, 12 })]
    public void Tokens_swallow_white_space_as_they_say(bool left, bool right, string text, int[] ids) =>
        Assert.Equal(ids, TokenizerJson.Create(Letters).WithAdded("<x>", left: left, right: right).Read().EncodeUnpadded(text));

    [Theory]
    [InlineData(true, true, new[] { 4, 8, 5 })]
    [InlineData(false, true, new[] { 4, 8, 8, 8, 5 })]
    [InlineData(true, false, new[] { 4, 8, 8, 8, 5 })]
    public void A_token_that_the_one_before_has_swallowed_counts_only_where_it_has_text_left_as_in_the_library(
        bool left, bool right, int[] ids) =>
        Assert.Equal(ids, TokenizerJson.Create(Letters).WithAdded("\n", left: left, right: right).Read().EncodeUnpadded("a\n\n\nb"));

    [Theory]
    [InlineData("ab", true)]
    [InlineData("a ab b", true)]
    [InlineData("-ab-", true)]
    [InlineData("aab", false)]
    [InlineData("ab1", false)]
    [InlineData("ab_", false)]
    [InlineData("éab", false)]
    [InlineData("ab\u0301", false)]
    [InlineData("ab\u200D", false)]
    [InlineData("Ⓐab", false)]
    [InlineData("𐐀ab", false)]
    [InlineData("ab𠀀", false)]
    [InlineData("☃ab", true)]
    public void A_single_word_must_not_touch_letters_digits_marks_or_underscores(string text, bool found) =>
        Assert.Equal(found, TokenizerJson.Create(Letters).WithAdded("ab", word: true).Read().EncodeUnpadded(text).Contains(12));

    [Theory]
    [InlineData("a b", new[] { 12 })]
    [InlineData("a▁b", new[] { 12 })]
    [InlineData("a  b", new[] { 4, 11, 11, 5 })]
    public void A_normalized_token_is_looked_for_in_the_normalized_text(string text, int[] ids)
    {
        var file = TokenizerJson.Create(Letters).With("normalizer", SpaceToBlock).WithAdded("a b", normalized: true);

        Assert.Equal(ids, file.Read().EncodeUnpadded(text));
    }

    [Fact]
    public void A_token_that_is_not_normalized_is_looked_for_in_the_text_as_written()
    {
        var tokenizer = TokenizerJson.Create(Letters).With("normalizer", SpaceToBlock).WithAdded("a b").Read();

        Assert.Equal([12], tokenizer.EncodeUnpadded("a b"));
        Assert.Equal([4, 11, 5], tokenizer.EncodeUnpadded("a▁b"));
    }

    [Fact]
    public void Special_tokens_in_the_text_count_unless_they_are_to_be_split()
    {
        var config = new TokenizerConfig { AddBos = false };
        var file = TokenizerJson.Create(["a", "<", "e", "o", "s", ">"]).WithAdded("<e>");

        Assert.Equal([4, 1, 4], file.Read(config).EncodeUnpadded("a<eos>a"));
        Assert.Equal([4, 5, 6, 7, 8, 9, 4], file.Read(config with { SplitSpecialTokens = true }).EncodeUnpadded("a<eos>a"));
        Assert.Equal([10], file.Read(config with { SplitSpecialTokens = true }).EncodeUnpadded("<e>"));
    }

    [Fact]
    public void Tokens_of_the_configuration_come_on_top_and_their_flags_win()
    {
        var tokenizer = TokenizerJson.Create(Letters).WithAdded("<x>").Read(new TokenizerConfig
        {
            AddBos = false,
            AddedTokens = [new AddedToken("<x>") { StripsLeft = true }, new AddedToken("<y>"), new AddedToken("b")],
        });

        Assert.Equal([4, 12, 13, 5], tokenizer.EncodeUnpadded("a <x><y>b"));
        Assert.Equal(14, tokenizer.VocabularySize);
    }

    [Fact]
    public void A_special_token_that_is_nowhere_gets_the_next_id()
    {
        var tokenizer = TokenizerJson.Create(Letters).Read(new TokenizerConfig { BosToken = "<s>", PadToken = "<x>" });

        Assert.Equal([12, 4, 13], tokenizer.EncodeUnpadded("a<x>"));
        Assert.Equal(13, tokenizer.PadId);
        Assert.Equal(14, tokenizer.VocabularySize);
    }

    [Fact]
    public void A_padding_token_in_the_text_is_no_padding()
    {
        var tokens = TokenizerJson.Create(Letters).Read().Encode("a<pad>", 4);

        Assert.Equal(TokenSide.Left, tokens.PaddingSide);
        Assert.Equal([0, 0, 4, 0], tokens.Ids);
        Assert.Equal([0, 0, 1, 1], tokens.AttentionMask());
        Assert.Equal(2, tokens.Count);
    }

    [Fact]
    public void Text_is_cut_after_every_separator()
    {
        var split = new JsonObject
        {
            ["type"] = "Split",
            ["pattern"] = new JsonObject { ["String"] = " " },
            ["behavior"] = "MergedWithPrevious",
            ["invert"] = false,
        };
        var merges = new JsonArray(new JsonArray(" ", "a"), new JsonArray("a", " "), new JsonArray(" ", " "));
        var file = TokenizerJson.Create(["a", " ", "a ", " a", "  "]).With("model.merges", merges);

        // The merge of " a", the first in rank, would go across a cut.
        Assert.Equal([6, 5, 4], file.With("pre_tokenizer", split).Read().EncodeUnpadded("a  a"));
        Assert.Equal([6, 7], file.With("pre_tokenizer", null).Read().EncodeUnpadded("a  a"));
    }

    [Fact]
    public void Normalizers_run_in_their_order_on_each_text_between_tokens()
    {
        var sequence = new JsonObject
        {
            ["type"] = "Sequence",
            ["normalizers"] = new JsonArray(
                new JsonObject { ["type"] = "Prepend", ["prepend"] = " " }, SpaceToBlock, new JsonObject { ["type"] = "Lowercase" }),
        };
        var tokenizer = TokenizerJson.Create(Letters).With("normalizer", sequence).Read();

        Assert.Equal([11, 4, 11, 5, 1, 11, 6], tokenizer.EncodeUnpadded("A b<eos>É"));
        Assert.Empty(tokenizer.EncodeUnpadded(""));
    }
}
