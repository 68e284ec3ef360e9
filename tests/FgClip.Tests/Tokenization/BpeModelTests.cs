using System.Diagnostics;
using CsCheck;
using FgClip.Tokenization;

namespace FgClip.Tests.Tokenization;

public class BpeModelTests
{
    [Fact]
    public void The_merge_of_the_lowest_rank_comes_first_wherever_it_is()
    {
        var tokenizer = TokenizerJson.Create(["a", "b", "c", "bc", "ab", "abc"], "b c", "a b", "a bc").Read();

        Assert.Equal([9], tokenizer.EncodeUnpadded("abc"));
    }

    [Theory]
    [InlineData("aaaa", new[] { 5, 5 })]
    [InlineData("aaaaa", new[] { 5, 5, 4 })]
    [InlineData("aaaaaaa", new[] { 5, 5, 5, 4 })]
    public void Equal_merges_go_from_the_left(string text, int[] ids) =>
        Assert.Equal(ids, TokenizerJson.Create(["a", "aa"], "a a").Read().EncodeUnpadded(text));

    [Fact]
    public void The_last_of_two_equal_merges_counts()
    {
        var merges = new[] { "a b", "b c", "a b" };

        Assert.Equal([4, 8], TokenizerJson.Create(["a", "b", "c", "ab", "bc"], merges).Read().EncodeUnpadded("abc"));
    }

    [Fact]
    public void Fast_and_naive_merging_agree()
    {
        var gen =
            from letters in Gen.Char["abc"].Array[1, 60]
            from seed in Gen.Int[0, 1000]
            select (new string(letters), seed);

        gen.Sample(
            input =>
            {
                var (text, seed) = input;
                var (pieces, merges) = RandomMerges(new Random(seed));
                var expected = NaiveBpe(text, merges).Select(piece => Array.IndexOf(pieces, piece) + TokenizerJson.Named.Length);
                var file = TokenizerJson.Create(pieces, [.. merges.Select(merge => $"{merge.Left} {merge.Right}")]);
                return file.Read().EncodeUnpadded(text).SequenceEqual(expected);
            },
            iter: 2000);
    }

    [Fact]
    public void Runs_of_one_character_merge_as_in_the_naive_way()
    {
        var random = new Random(3);
        for (var round = 0; round < 20; round++)
        {
            var (pieces, merges) = RandomMerges(random);
            var tokenizer = TokenizerJson.Create(pieces, [.. merges.Select(merge => $"{merge.Left} {merge.Right}")]).Read();
            for (var length = 1; length < 40; length++)
            {
                var text = new string('a', length) + new string('b', length % 7);
                var expected = NaiveBpe(text, merges).Select(piece => Array.IndexOf(pieces, piece) + TokenizerJson.Named.Length);
                Assert.Equal(expected, tokenizer.EncodeUnpadded(text));
            }
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("一 ")]
    public void A_hundred_thousand_characters_take_well_under_a_second(string unit)
    {
        var tokenizer = TokenizerReader.FromFile(Path.Combine(TestData.ScenesModel, "tokenizer.json"), new TokenizerConfig());
        var text = string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length));

        var watch = Stopwatch.StartNew();
        var ids = tokenizer.EncodeUnpadded(text);

        Assert.NotEmpty(ids);
        // A quadratic way takes minutes.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(true, true, "xyza", new[] { 3, 4 })]
    [InlineData(true, false, "xyza", new[] { 3, 3, 3, 4 })]
    [InlineData(true, true, "xaya", new[] { 3, 4, 3, 4 })]
    [InlineData(false, true, "xaya", new[] { 4, 4 })]
    public void Unknown_characters_become_the_unknown_token_or_nothing(bool hasUnknown, bool fuse, string text, int[] ids)
    {
        var file = TokenizerJson.Create(["a"]).With("model.fuse_unk", fuse);
        if (!hasUnknown) file.With("model.unk_token", null);

        Assert.Equal(ids, file.Read().EncodeUnpadded(text));
    }

    [Fact]
    public void A_character_is_written_as_bytes_where_all_of_them_are_pieces()
    {
        // é is C3 A9, è is C3 A8, 猫 is E7 8C AB.
        var file = TokenizerJson.Create(["a", "<0xC3>", "<0xA9>"]).With("model.byte_fallback", true);

        Assert.Equal([5, 6, 4], file.Read().EncodeUnpadded("éa"));
        Assert.Equal([3, 4, 3], file.Read().EncodeUnpadded("èa猫"));
    }

    [Fact]
    public void An_unknown_token_waits_until_after_the_bytes_that_follow_it_as_in_the_library()
    {
        var file = TokenizerJson.Create(["a", "<0xC3>", "<0xA9>"]).With("model.byte_fallback", true);

        Assert.Equal([5, 6, 3, 4], file.Read().EncodeUnpadded("xéa"));
        Assert.Equal([5, 6, 3], file.Read().EncodeUnpadded("xéx"));
    }

    [Fact]
    public void Bytes_merge_like_other_pieces()
    {
        var file = TokenizerJson.Create(["<0xC3>", "<0xA9>", "<0xC3><0xA9>"], "<0xC3> <0xA9>").With("model.byte_fallback", true);

        Assert.Equal([6, 6], file.Read().EncodeUnpadded("éé"));
    }

    [Fact]
    public void A_text_that_is_a_piece_needs_no_merges_where_the_model_says_so()
    {
        var file = TokenizerJson.Create(["a", "b", "ab", "猫a"], "a b");

        Assert.Equal([7], file.With("model.ignore_merges", true).Read().EncodeUnpadded("猫a"));
        Assert.Equal([3, 4], file.With("model.ignore_merges", false).Read().EncodeUnpadded("猫a"));
    }

    [Fact]
    public void Half_a_surrogate_pair_counts_as_the_replacement_character()
    {
        var tokenizer = TokenizerJson.Create(["a", "\uFFFD", "\U00020000"]).Read();

        Assert.Equal([4, 5, 4], tokenizer.EncodeUnpadded("a\uD800a"));
        Assert.Equal([5, 5], tokenizer.EncodeUnpadded("\uDC00\uD800"));
        Assert.Equal([5, 6, 5], tokenizer.EncodeUnpadded("\uD840\U00020000\uDC00"));
    }

    private static (string[] Pieces, (string Left, string Right)[] Merges) RandomMerges(Random random)
    {
        var pieces = new List<string> { "a", "b", "c" };
        var merges = new List<(string, string)>();
        for (var i = random.Next(1, 40); i > 0; i--)
        {
            var merge = (pieces[random.Next(pieces.Count)], pieces[random.Next(pieces.Count)]);
            if (merges.Contains(merge)) continue;
            merges.Add(merge);
            if (!pieces.Contains(merge.Item1 + merge.Item2)) pieces.Add(merge.Item1 + merge.Item2);
        }

        return ([.. pieces], [.. merges.OrderBy(_ => random.Next())]);
    }

    /// <summary>Byte-pair encoding by the book: look for the best pair in the whole text, merge its first place, again.</summary>
    private static List<string> NaiveBpe(string text, (string Left, string Right)[] merges)
    {
        var symbols = text.Select(letter => letter.ToString()).ToList();
        while (true)
        {
            var (best, place) = (int.MaxValue, -1);
            for (var i = 0; i + 1 < symbols.Count; i++)
            {
                var rank = Array.IndexOf(merges, (symbols[i], symbols[i + 1]));
                if (rank >= 0 && rank < best) (best, place) = (rank, i);
            }

            if (place < 0) return symbols;
            symbols[place] += symbols[place + 1];
            symbols.RemoveAt(place + 1);
        }
    }
}
