using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Evidence;

namespace FgClip.Tests.Analysis.Mismatch.Evidence;

public class ImpliedCountTests
{
    [Theory]
    [InlineData("a dog")]
    [InlineData("a photo of a red dog")]
    [InlineData("一只红色的狗")]
    public void A_caption_of_one_thing_alone_implies_one(string caption)
    {
        var claims = ImpliedCount.With(CaptionParser.Parse(caption)).Claims;

        Assert.True(claims[^1] is { Kind: ClaimKind.Count, Value: "1", Implied: true });
        Assert.All(claims.SkipLast(1), claim => Assert.False(claim.Implied));
    }

    [Theory]
    [InlineData("a dog on a blue background")]
    [InlineData("a small dog")]
    [InlineData("a dog and a cat")]
    [InlineData("a dog on the left")]
    [InlineData("two dogs")]
    [InlineData("the dog")]
    [InlineData("not a dog")]
    public void What_says_more_or_has_no_article_implies_nothing(string caption)
    {
        var parsed = CaptionParser.Parse(caption);

        Assert.Same(parsed, ImpliedCount.With(parsed));
    }

    [Fact]
    public void What_is_implied_is_never_surely_wrong() => Assert.Equal((0.5, 1), (ImpliedCount.Score(0), ImpliedCount.Score(1)));
}
