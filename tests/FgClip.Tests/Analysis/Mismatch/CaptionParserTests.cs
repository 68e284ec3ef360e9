using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;

namespace FgClip.Tests.Analysis.Mismatch;

public class CaptionParserTests
{
    [Theory]
    [InlineData("a photo of a yellow cow and a balloon on a brown background", "color:yellow thing:cow thing:balloon background:brown")]
    [InlineData("there are four mice on a gray background", "count:4 thing:mouse background:gray")]
    [InlineData("a scissors to the right of a large gray lock", "thing:scissors relation:right size:large color:gray thing:lock")]
    [InlineData("an orange on an orange background", "thing:orange background:orange")]
    [InlineData("an orange orange at the top", "color:orange thing:orange position:top")]
    [InlineData("a cat in the top left corner of the picture", "thing:cat position:top position:left")]
    [InlineData("The dog is red. The background is green.", "thing:dog color:red background:green")]
    [InlineData("the fox is below the owl. the owl is small.", "thing:fox relation:below thing:owl size:small")]
    [InlineData("a black and white horse", "attribute:black and white thing:horse")]
    [InlineData("a shiny zorple", "attribute:shiny thing:zorple")]
    [InlineData("a chicken sandwich", "thing:chicken sandwich")]
    [InlineData("a man riding a horse", "thing:man action:ride thing:horse")]
    [InlineData("three objects", "count:three objects")]
    [InlineData("two ice creams", "count:2 thing:icecream")]
    [InlineData("gibberish", "other:gibberish")]
    [InlineData("棕色背景上的一头黄色的奶牛和一个气球", "background:brown color:yellow thing:cow thing:balloon")]
    [InlineData("一张图片，图片左侧有一朵黄色的云", "position:left color:yellow thing:cloud")]
    [InlineData("一只小的黄色的蜗牛在一把小号的下方", "size:small color:yellow thing:snail thing:trumpet relation:below")]
    [InlineData("两只红狗", "count:2 color:red thing:dog")]
    [InlineData("一根大的香蕉，位于左侧。", "size:large thing:banana position:left")]
    [InlineData("这张图片的背景是棕色。", "background:brown")]
    [InlineData("那只狗是红色的，猫很小", "thing:dog color:red thing:cat size:small")]
    [InlineData("一个橙色的橙子在图片中间", "color:orange thing:orange position:middle")]
    public void A_caption_becomes_its_claims(string caption, string expected) =>
        Assert.Equal(expected, string.Join(' ', CaptionParser.Parse(caption).Claims.Select(claim => $"{ClaimKindNames.Of(claim.Kind)}:{claim.Value}")));

    [Theory]
    [InlineData("a cat and no dogs")]
    [InlineData("a dog, not a cat")]
    [InlineData("没有猫")]
    public void A_clause_that_denies_is_one_negated_claim(string caption)
    {
        var claims = CaptionParser.Parse(caption).Claims;

        Assert.Contains(claims, claim => claim is { Negated: true, Kind: ClaimKind.Other });
    }

    [Fact]
    public void A_thing_named_again_makes_no_second_claim() =>
        Assert.Single(CaptionParser.Parse("a red bus on the left. the bus is to the left of the tree.").Claims, claim => claim.Value == "bus");

    [Fact]
    public void An_attribute_belongs_to_its_own_thing()
    {
        var colors = CaptionParser.Parse("a blue dog and a red cat").Claims.Where(claim => claim.Kind == ClaimKind.Color);

        Assert.Equal([("blue", "dog"), ("red", "cat")], colors.Select(claim => (claim.Value, claim.Subject!.Name)));
    }

    [Theory]
    [InlineData("A dog is lying on the rug. It is brown.", "brown", "dog")]
    [InlineData("A woman with a bag waves. She wears a red coat.", "red", "coat")]
    [InlineData("A boy kicks a ball and the ball is white.", "white", "ball")]
    [InlineData("Two dogs chase a cat. They are black.", "black", "dog")]
    [InlineData("一只猫坐在椅子上。它是白色的。", "white", "猫")]
    [InlineData("男孩踢球，球是白色的。", "white", "球")]
    public void A_pronoun_or_a_name_again_means_what_was_named_before(string caption, string color, string thing)
    {
        var claims = CaptionParser.Parse(caption).Claims;

        Assert.Equal(thing, Assert.Single(claims, claim => claim.Kind == ClaimKind.Color && claim.Value == color).Subject!.Name);
        Assert.Single(claims, claim => claim.Kind == ClaimKind.Thing && claim.Subject!.Name == thing);
    }

    [Theory]
    [InlineData("A man riding a wave on top of a surfboard.", "man ride wave | man above surfboard")]
    [InlineData("a cat on a chair next to a table", "cat on chair | cat next to table")]
    [InlineData("a plate of food with a fork", "plate of food | plate with fork")]
    [InlineData("A man in a suit is holding a cup", "man in suit | man hold cup")]
    [InlineData("the girl's bicycle", "bicycle of girl")]
    [InlineData("一个穿着红裙子的女孩坐在树下", "女孩 wear 裙子 | 女孩 sit | 女孩 below 树")]
    [InlineData("桌子上放着一个杯子", "杯子 on 桌子 | 杯子 put")]
    public void Relations_and_actions_tie_the_right_things(string caption, string expected)
    {
        var claims = CaptionParser.Parse(caption).Claims
            .Where(claim => claim.Kind is ClaimKind.Relation or ClaimKind.Action)
            .Select(claim => string.Join(' ', new[] { claim.Subject?.Name, claim.Value, claim.Object?.Name }.Where(part => part is not null)));

        Assert.Equal(expected.Split(" | ").Order(), claims.Order());
    }

    [Theory]
    [InlineData("a dozen eggs", "12")]
    [InlineData("twelve eggs", "12")]
    [InlineData("a pair of shoes", "2")]
    [InlineData("several men", "3+")]
    [InlineData("many children", "5+")]
    [InlineData("a herd of sheep", "3+")]
    [InlineData("俩人", "2")]
    [InlineData("三只羊", "3")]
    [InlineData("几个人", "3+")]
    [InlineData("一对情侣", "2")]
    [InlineData("十二个鸡蛋", "12")]
    public void Numbers_in_words_and_groups_are_counts(string caption, string count) =>
        Assert.Equal(count, Assert.Single(CaptionParser.Parse(caption).Claims, claim => claim.Kind == ClaimKind.Count).Value);
}
