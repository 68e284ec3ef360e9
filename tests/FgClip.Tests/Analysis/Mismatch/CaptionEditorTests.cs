using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Counterfactuals;

namespace FgClip.Tests.Analysis.Mismatch;

public class CaptionEditorTests
{
    [Theory]
    [InlineData("a photo of a red dog", ClaimKind.Color, "orange", "a photo of an orange dog")]
    [InlineData("An orange dog", ClaimKind.Color, "red", "A red dog")]
    [InlineData("a cat on a gray background", ClaimKind.Thing, "owl", "an owl on a gray background")]
    [InlineData("two cats on a gray background", ClaimKind.Thing, "cherry", "two cherries on a gray background")]
    [InlineData("a cat on a gray background", ClaimKind.Background, "orange", "a cat on an orange background")]
    [InlineData("there are two mice", ClaimKind.Count, "1", "there is a mouse")]
    [InlineData("there are two owls", ClaimKind.Count, "1", "there is an owl")]
    [InlineData("there are two mice", ClaimKind.Count, "3", "there are three mice")]
    [InlineData("an owl on the left side of the picture", ClaimKind.Position, "right", "an owl on the right side of the picture")]
    [InlineData("an owl at the top", ClaimKind.Position, "bottom", "an owl at the bottom")]
    [InlineData("an owl above a cat", ClaimKind.Relation, "below", "an owl below a cat")]
    [InlineData("a tiny owl", ClaimKind.Size, "large", "a large owl")]
    [InlineData("一头黄色的奶牛", ClaimKind.Thing, "watermelon", "一块黄色的西瓜")]
    [InlineData("一头黄色的奶牛", ClaimKind.Color, "red", "一头红色的奶牛")]
    [InlineData("两只红狗", ClaimKind.Color, "blue", "两只蓝狗")]
    [InlineData("两只红狗", ClaimKind.Count, "3", "三只红狗")]
    [InlineData("图片左侧有一只猫", ClaimKind.Position, "right", "图片右侧有一只猫")]
    [InlineData("一只猫在一只狗的上方", ClaimKind.Relation, "below", "一只猫在一只狗的下方")]
    [InlineData("棕色背景上的一只大的猫", ClaimKind.Size, "small", "棕色背景上的一只小的猫")]
    public void Only_the_slot_changes_and_the_grammar_stays_right(string caption, ClaimKind kind, string value, string expected)
    {
        var parsed = CaptionParser.Parse(caption);

        Assert.Equal(expected, CaptionEditor.Apply(parsed, [(parsed.Claims.First(claim => claim.Kind == kind), value)]));
    }

    [Fact]
    public void Several_slots_of_one_phrase_change_together()
    {
        var parsed = CaptionParser.Parse("there are two small red cats");
        (CaptionClaim, string)[] changes = [.. parsed.Claims.Select(claim => (claim, claim.Kind switch
        {
            ClaimKind.Count => "1",
            ClaimKind.Size => "large",
            ClaimKind.Color => "orange",
            _ => "owl",
        }))];

        Assert.Equal("there is a large orange owl", CaptionEditor.Apply(parsed, changes));
    }

    [Fact]
    public void Without_changes_the_caption_stays_as_it_is()
    {
        var parsed = CaptionParser.Parse("A  cat, an owl");

        Assert.Equal(parsed.Caption, CaptionEditor.Apply(parsed, []));
    }
}
