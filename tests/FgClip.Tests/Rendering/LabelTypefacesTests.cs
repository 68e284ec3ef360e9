using FgClip.Rendering;

namespace FgClip.Tests.Rendering;

public class LabelTypefacesTests
{
    private static readonly EmbeddedTypeface Latin = new("LabelSansLatin.ttf");
    private static readonly EmbeddedTypeface Han = new("LabelSansHan.otf");

    [Theory]
    [InlineData(0x20, 0x7E)] // Basic Latin
    [InlineData(0xA0, 0x17F)] // Latin-1, Latin Extended-A
    [InlineData(0x386, 0x38A)] // Greek with tonos
    [InlineData(0x391, 0x3A1)]
    [InlineData(0x3A3, 0x3CE)]
    [InlineData(0x400, 0x45F)] // Cyrillic
    [InlineData(0x2010, 0x2027)] // dashes, quotes, dots
    [InlineData(0x2190, 0x2193)] // arrows
    [InlineData(0x2264, 0x2265)]
    [InlineData(0x3001, 0x3011)] // CJK punctuation
    [InlineData(0x3041, 0x3093)] // kana
    [InlineData(0x30A1, 0x30F6)]
    [InlineData(0xFF01, 0xFF5E)] // fullwidth forms
    public void Blocks_are_covered(int first, int last)
    {
        for (var code = first; code <= last; code++) Assert.True(Latin.Has(code) || Han.Has(code), $"U+{code:X4}");
    }

    [Fact]
    public void Every_character_of_common_captions_has_a_glyph()
    {
        const string Text = "×·−°→←↑↓≤≥…—‘’“”€№℃"
            + "一只红色的狗坐在蓝色汽车左边图片背景是灰色鸭子奶酪饼干雨伞青蛙老虎绿色黄色橙色粉色紫色大小上下左右前后里外"
            + "這隻鴨子坐在藍色汽車旁邊看著遠方風景與雲彩";
        foreach (var rune in Text.EnumerateRunes()) Assert.True(Latin.Has(rune.Value) || Han.Has(rune.Value), rune.ToString());
    }

    [Fact]
    public void The_Han_font_has_about_ten_thousand_characters() =>
        Assert.InRange(Enumerable.Range(0x4E00, 0x5200).Count(Han.Has), 6763 + 2000, 12_000);

    [Fact]
    public void Characters_beyond_the_basic_plane_are_not_in_the_embedded_fonts() =>
        Assert.False(Latin.Has(0x1F415) || Han.Has(0x1F415));

    [Fact]
    public void Fonts_do_not_carry_reserved_names()
    {
        Assert.Equal("FG-CLIP Label Sans Latin", LabelTypefaces.Latin.FamilyName);
        Assert.Equal("FG-CLIP Label Sans Han", LabelTypefaces.Han.FamilyName);
    }

    [Fact]
    public void Runs_cover_the_text_in_order()
    {
        const string Text = "a 狗 ’ “狗” 🐕 x\uFFFD";
        var end = 0;
        foreach (var run in LabelTypefaces.Split(Text))
        {
            Assert.Equal(end, run.Start);
            Assert.True(run.Length > 0);
            end += run.Length;
        }

        Assert.Equal(Text.Length, end);
    }

    [Fact]
    public void Quotes_follow_the_script_beside_them()
    {
        Assert.Same(LabelTypefaces.Latin, Assert.Single(LabelTypefaces.Split("the dog’s “house” — big…")).Typeface);
        Assert.Same(LabelTypefaces.Han, Assert.Single(LabelTypefaces.Split("“狗”—狗…")).Typeface);
        Assert.Same(LabelTypefaces.Latin, LabelTypefaces.Split("dogs →…")[^1].Typeface); // an arrow is of no script
    }
}
