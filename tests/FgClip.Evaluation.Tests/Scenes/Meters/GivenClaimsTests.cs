using FgClip.Evaluation.Scenes.Meters;

namespace FgClip.Evaluation.Tests.Scenes.Meters;

public class GivenClaimsTests
{
    [Theory]
    [InlineData("a large red cat to the left of a dog", "size", "large")]
    [InlineData("a large red cat to the left of a dog", "color", "red")]
    [InlineData("a red cat and a blue dog", "binding", "red blue")]
    [InlineData("a large red cat to the left of a dog", "relation", "left")]
    [InlineData("a large red cat to the left of a dog", "thing", "cat dog")]
    [InlineData("three cats on a red background", "count", "3")]
    [InlineData("a cat on a red background", "count", "1")]
    [InlineData("红色背景上的一只猫", "count", "1")]
    [InlineData("红色背景上的一只猫", "background", "red")]
    public void The_claims_of_one_kind_are_left(string caption, string kind, string values) =>
        Assert.Equal(values, string.Join(' ', GivenClaims.Of(caption, kind).Claims.Select(claim => claim.Value)));

    [Theory]
    [InlineData("a red cat", null)]
    [InlineData("a red cat", "position")]
    public void A_caption_without_such_claims_or_of_no_pair_keeps_all(string caption, string? kind) =>
        Assert.Equal(["red", "cat"], GivenClaims.Of(caption, kind).Claims.Select(claim => claim.Value));
}
