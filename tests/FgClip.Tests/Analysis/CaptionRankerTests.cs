using FgClip.Analysis;
using FgClip.Encoding;
using FgClip.Tests.Encoding;

namespace FgClip.Tests.Analysis;

public class CaptionRankerTests(ScenesFixture scenes)
{
    private readonly CaptionRanker _ranker = new(scenes.Encoder);

    [Fact]
    public async Task The_right_caption_comes_first_in_both_languages()
    {
        var image = await scenes.Encoder.EncodeImageAsync(scenes.Picture);

        var ranked = await _ranker.RankAsync(image, ["two dogs", "a pink scissors and a red bicycle", "一辆公交车", "一条绿色的蛇"]);

        Assert.Equal([1, 3], ranked.Take(2).Select(caption => caption.Index).Order());
        Assert.Equal(ranked.OrderByDescending(caption => caption.Logit), ranked);
    }

    [Fact]
    public async Task Scores_follow_from_the_cosine()
    {
        var image = await scenes.Encoder.EncodeImageAsync(scenes.Picture);

        foreach (var caption in await _ranker.RankAsync(image, ["a green snake", "a dog"]))
        {
            Assert.Equal(caption.Cosine * scenes.Encoder.Scoring.Scale + scenes.Encoder.Scoring.Bias, caption.Logit, 1e-4f);
            Assert.Equal(1 / (1 + Math.Exp(-caption.Logit)), caption.Probability!.Value, 1e-9);
        }
    }

    [Fact]
    public async Task Long_captions_take_the_long_head_and_shares_are_within_a_head()
    {
        var image = await scenes.Encoder.EncodeImageAsync(scenes.Picture);
        var longCaption = string.Join(' ', Enumerable.Repeat("the image has a green snake on the left and a red bicycle.", 4));

        var ranked = await _ranker.RankAsync(image, ["a green snake", longCaption, "a dog"]);

        Assert.Equal(TextKind.Long, ranked.Single(caption => caption.Index == 1).Kind);
        Assert.Equal(1, ranked.Single(caption => caption.Index == 1).Share, 1e-12);
        Assert.Equal(1, ranked.Where(caption => caption.Index != 1).Sum(caption => caption.Share), 1e-9);
    }

    [Fact]
    public async Task Empty_lists_long_lists_and_empty_captions_are_refused()
    {
        var image = await scenes.Encoder.EncodeImageAsync(scenes.Picture);

        await Refused([], "1 to 256");
        await Refused([.. Enumerable.Repeat("a dog", 257)], "257");
        await Refused(["a dog", "  "], "captions[1] is empty");

        async Task Refused(string[] captions, string part) => Assert.Contains(
            part, (await Assert.ThrowsAsync<FgClipException>(() => _ranker.RankAsync(image, captions))).Message, StringComparison.Ordinal);
    }
}
