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
    [InlineData("Two dogs are playing with a ball.", ClaimKind.Count, "1", "A dog is playing with a ball.")]
    [InlineData("One dog is playing.", ClaimKind.Count, "3", "Three dogs are playing.")]
    [InlineData("Two women were walking. They have umbrellas.", ClaimKind.Count, "3", "Three women were walking. They have umbrellas.")]
    [InlineData("Two cats sleep on a bed. They are black.", ClaimKind.Count, "1", "A cat sleeps on a bed. It is black.")]
    [InlineData("one child holds a kite", ClaimKind.Count, "2", "two children hold a kite")]
    [InlineData("the two sheep that are near the gate", ClaimKind.Count, "1", "the one sheep that is near the gate")]
    [InlineData("A group of people stands in front of a house.", ClaimKind.Count, "2", "Two people stand in front of a house.")]
    [InlineData("two slices of pizza on a plate", ClaimKind.Count, "1", "a slice of pizza on a plate")]
    [InlineData("A slice of pizza on a plate", ClaimKind.Thing, "apple", "A slice of apple on a plate")]
    [InlineData("A dog lies on a rug. The dog is brown.", ClaimKind.Thing, "owl", "An owl lies on a rug. The owl is brown.")]
    [InlineData("Three wolves near a river", ClaimKind.Thing, "fox", "Three foxes near a river")]
    [InlineData("a pair of scissors", ClaimKind.Thing, "umbrella", "an umbrella")]
    [InlineData("a kitten on a bed", ClaimKind.Thing, "dog", "a dog on a bed")]
    [InlineData("an old car", ClaimKind.Attribute, "new", "a new car")]
    [InlineData("A glass table", ClaimKind.Attribute, "wooden", "A wooden table")]
    [InlineData("a black and white cat", ClaimKind.Attribute, "orange and white", "an orange and white cat")]
    [InlineData("A woman is riding a horse.", ClaimKind.Action, "lead", "A woman is leading a horse.")]
    [InlineData("A woman rides a horse.", ClaimKind.Action, "lead", "A woman leads a horse.")]
    [InlineData("A cat is sitting on a mat", ClaimKind.Relation, "next to", "A cat is sitting next to a mat")]
    [InlineData("A man wearing a hat", ClaimKind.Relation, "hold", "A man holding a hat")]
    [InlineData("Two kids play in a park", ClaimKind.Background, "beach", "Two kids play in a beach")]
    [InlineData("A street at night", ClaimKind.Background, "sunset", "A street at sunset")]
    [InlineData("一群羊在山坡上吃草", ClaimKind.Count, "2", "两只羊在山坡上吃草")]
    [InlineData("一只狗躺在床上。狗是黑色的。", ClaimKind.Thing, "cat", "一只猫躺在床上。猫是黑色的。")]
    [InlineData("三个人骑着马", ClaimKind.Count, "1", "一个人骑着马")]
    [InlineData("一张木制的桌子", ClaimKind.Attribute, "金属", "一张金属的桌子")]
    [InlineData("深蓝色的汽车", ClaimKind.Color, "red", "红色的汽车")]
    [InlineData("一个男人骑着自行车", ClaimKind.Action, "push", "一个男人推着自行车")]
    [InlineData("杯子在桌子上", ClaimKind.Relation, "next to", "杯子在桌子旁边")]
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
