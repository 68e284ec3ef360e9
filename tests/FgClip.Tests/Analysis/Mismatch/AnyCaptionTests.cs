using System.Diagnostics;
using CsCheck;
using FgClip.Analysis.Mismatch.Claims;

namespace FgClip.Tests.Analysis.Mismatch;

/// <summary>What holds for the claims of any text.</summary>
public class AnyCaptionTests
{
    private static readonly string[] Words =
    [
        "a", "an", "the", "two", "one", "some", "red", "small", "dog", "dogs", "glasses", "zorple", "on", "left", "to", "of", "is", "are", "not", "no", ",", ".", "in", "top", "and", "with",
        "background", "there", "riding", "wearing", "it", "they", "his", "'s", "painted", "that", "which", "has", "wooden", "smiling", "group", "park", "slice", "pizza", "black", "white", "between",
        "covered", "drawing", "photo", "sunny", "day", "next", "looks", "at", "stands", "very", "beauty", "(", "\"", "7", "twelve", "by", "as", "while", "themselves", "quickly",
        "一", "两", "只", "红色", "的", "狗", "在", "左边", "背景", "上", "，", "。", "有", "图片", "没有", "穿着", "帽子", "男人", "和", "是", "、", "一群", "它", "旁边", "公园", "里", "着", "站", "木制", "黑", "白", "相间",
        "被", "之间", "右上角", "它们", "不", "大", "很", "\t", "😀", "\ud800", "é", "龘",
    ];

    [Fact]
    public void Slots_lie_in_the_caption_and_apart_from_each_other() =>
        Gen.Int[0, Words.Length - 1].Select(index => Words[index]).Array[1, 24].Sample(parts =>
        {
            foreach (var caption in new[] { string.Join(' ', parts), string.Concat(parts) }) Check(caption);
        }, iter: 3000);

    [Fact]
    public void So_they_do_for_any_characters() => Gen.String[1, 80].Sample(Check, iter: 2000);

    /// <summary>No time is asserted: where the work grew faster than the text, this would take minutes.</summary>
    [Theory]
    [InlineData("a ")]
    [InlineData("red ")]
    [InlineData("red, ")]
    [InlineData("a red and ")]
    [InlineData("dog ")]
    [InlineData("a dog's ")]
    [InlineData("a slice of ")]
    [InlineData("a group of ")]
    [InlineData("the dog is ")]
    [InlineData("not ")]
    [InlineData("zorple ")]
    [InlineData("is wearing a hat and ")]
    [InlineData("very ")]
    [InlineData("的")]
    [InlineData("狗的")]
    [InlineData("穿着")]
    [InlineData("红色的")]
    [InlineData("一只")]
    [InlineData("在狗上")]
    [InlineData("穿着衣服的男人")]
    [InlineData("狗和")]
    [InlineData("龘")]
    [InlineData("没有")]
    [InlineData("它")]
    public void A_long_text_of_one_construction_is_read_at_once(string construction)
    {
        var caption = string.Concat(Enumerable.Repeat(construction, 4000 / construction.Length));
        CaptionParser.Parse("a dog"); // the tables are read

        var clock = Stopwatch.StartNew();
        Check(caption);
        TestContext.Current.TestOutputHelper?.WriteLine($"{construction}: {clock.ElapsedMilliseconds} ms");
    }

    private static void Check(string caption)
    {
        if (string.IsNullOrWhiteSpace(caption)) return;

        var parsed = CaptionParser.Parse(caption);
        Assert.NotEmpty(parsed.Claims);
        var end = 0;
        foreach (var claim in parsed.Claims)
        {
            Assert.InRange(claim.Slot.Start, end, caption.Length);
            Assert.InRange(claim.Slot.End, claim.Slot.Start + 1, caption.Length);
            Assert.InRange(claim.Span.Start, 0, claim.Slot.Start);
            Assert.InRange(claim.Span.End, claim.Slot.End, caption.Length);
            Assert.False(string.IsNullOrEmpty(claim.Value));
            Assert.All(new[] { claim.Subject, claim.Object }.OfType<ThingMention>(), thing => Assert.Contains(thing, parsed.Mentions));
            end = claim.Slot.End;
        }

        Assert.All(parsed.Agreements, word => Assert.InRange(word.Word.End, word.Word.Start + 1, caption.Length));
    }
}
