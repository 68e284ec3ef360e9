using FgClip.Evaluation.Scenes.Meters;

namespace FgClip.Evaluation.Tests.Scenes.Meters;

public class CaptionMeaningTests
{
    [Theory]
    [InlineData("a red cat on a blue background", "a photo of a red cat on a blue background", true)]
    [InlineData("a red cat", "a red dog", false)]
    [InlineData("a red cat and a blue dog", "a blue cat and a red dog", false)]
    [InlineData("蓝色背景上的一只红色的猫", "一张图片，一只红色的猫", false)]
    [InlineData("一只红色的猫", "一张图片，一只红色的猫", true)]
    public void Captions_say_the_same_when_all_their_claims_do(string one, string other, bool same) =>
        Assert.Equal(same, CaptionMeaning.Same(one, other));

    [Theory]
    [InlineData("color", "a red cat and a dog", "a red fox and two dogs", true)]
    [InlineData("color", "a red cat and a dog", "a blue cat and a dog", false)]
    [InlineData("thing", "a red cat", "a blue cat on a red background", true)]
    [InlineData("thing", "a cat and a dog", "a dog and a cat", false)]
    [InlineData("binding", "a red cat and a blue dog", "a blue cat and a red dog", false)]
    [InlineData("binding", "a red cat and a blue dog", "a red cow and a blue dog", true)]
    [InlineData("count", "three rockets", "a rocket", false)]
    [InlineData("count", "two rockets", "two red dogs", true)]
    [InlineData("position", "a cat on the left", "a dog on the left", true)]
    [InlineData("relation", "a cat above a dog", "a cat below a dog", false)]
    [InlineData("size", "一只小的猫", "一只大的猫", false)]
    [InlineData("background", "蓝色背景上的一只猫", "蓝色背景上的两只狗", true)]
    public void In_one_kind_only_the_values_of_that_kind_count(string kind, string one, string other, bool same) =>
        Assert.Equal(same, CaptionMeaning.Same(kind, one, other));
}
