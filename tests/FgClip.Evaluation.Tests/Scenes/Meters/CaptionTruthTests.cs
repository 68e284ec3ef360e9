using FgClip.Evaluation.Scenes;
using FgClip.Evaluation.Scenes.Meters;

namespace FgClip.Evaluation.Tests.Scenes.Meters;

public class CaptionTruthTests
{
    // Two red cats, a small one at the left and a large one at the right, and a dog in its natural colours at the bottom.
    private static readonly Scene Scene = new()
    {
        File = "none.jpg",
        Width = 200,
        Height = 200,
        Background = "blue",
        Objects =
        [
            new SceneObject("cat", "猫", "red", "红色", "small", [10, 80, 50, 120]),
            new SceneObject("cat", "猫", "red", "红色", "large", [100, 10, 200, 110]),
            new SceneObject("dog", "狗", null, null, null, [70, 130, 130, 190]),
        ],
        LongEn = "",
        LongZh = "",
        Mismatches = [],
    };

    [Theory]
    [InlineData("a red cat", true)]
    [InlineData("a blue cat", false)]
    [InlineData("a fox", false)]
    [InlineData("two red cats on a blue background", true)]
    [InlineData("three cats", false)]
    [InlineData("a red cat and a red cat", true)]
    [InlineData("a dog and a dog", false)]
    [InlineData("a brown dog", false)]
    [InlineData("a small cat on the left", true)]
    [InlineData("a large cat on the left", false)]
    [InlineData("a dog at the bottom", true)]
    [InlineData("a dog in the middle", false)]
    [InlineData("a small cat to the left of a dog", true)]
    [InlineData("a large cat to the left of a dog", false)]
    [InlineData("a cat above a dog", true)]
    [InlineData("a cat on a red background", false)]
    [InlineData("a sleeping cat", false)]
    [InlineData("左边有一只小的红色的猫", true)]
    [InlineData("两只狗", false)]
    public void A_caption_holds_when_things_of_the_scene_are_all_that_it_says(string caption, bool holds) =>
        Assert.Equal(holds, CaptionTruth.Holds(Scene, caption));
}
