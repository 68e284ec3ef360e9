using CsCheck;
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
    [InlineData("a man riding a horse", "thing:man action:riding thing:horse")]
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

    [Fact]
    public void Any_text_gives_at_least_one_claim_within_it()
    {
        string[] words =
        [
            "a", "an", "the", "two", "red", "small", "dog", "glasses", "zorple", "on", "left", "to", "of", "is", "not", ",", ".", "in", "top", "and",
            "background", "there", "are", "一", "只", "红色", "的", "狗", "在", "左边", "背景", "上", "，", "。", "有", "图片", "没有", "\t", "😀", "\ud800",
        ];

        Gen.Int[0, words.Length - 1].Select(index => words[index]).Array[1, 14].Sample(parts =>
        {
            foreach (var caption in new[] { string.Join(' ', parts), string.Concat(parts) })
            {
                var claims = CaptionParser.Parse(caption).Claims;
                Assert.NotEmpty(claims);
                Assert.All(claims, claim => Assert.InRange(claim.Span.End, claim.Span.Start, caption.Length));
            }
        });
    }
}
