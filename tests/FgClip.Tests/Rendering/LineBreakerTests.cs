using CsCheck;
using FgClip.Rendering;

namespace FgClip.Tests.Rendering;

public class LineBreakerTests
{
    private static readonly LabelPainter Painter = new(16);
    private static readonly string[] Pieces = ["a", "word ", " ", "狗", "“", "”", "，", "（", "…", "🐕", "é", "-", "."];

    [Fact]
    public void Words_stay_whole()
    {
        var lines = LineBreaker.Wrap("a small green frog above a yellow umbrella", Painter, 130, 9);

        Assert.Equal("a small green frog above a yellow umbrella", string.Join(' ', lines));
        Assert.True(lines.Count >= 3);
    }

    [Fact]
    public void Chinese_breaks_anywhere_but_not_before_a_full_stop()
    {
        // Room for six characters: the seventh, a comma, would begin the second line.
        var lines = LineBreaker.Wrap("一只红色的狗，在蓝色汽车左边。", Painter, (16 * 6) + 1, 9);

        Assert.Equal("一只红色的", lines[0]);
        Assert.StartsWith("狗，", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_opening_bracket_moves_to_the_next_line()
    {
        var lines = LineBreaker.Wrap("一只红色（的狗）", Painter, (16 * 5) + 1, 9);

        Assert.Equal("一只红色", lines[0]);
        Assert.StartsWith("（", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_wider_than_a_line_is_cut_and_never_lost()
    {
        var word = new string('w', 100);

        var lines = LineBreaker.Wrap(word, Painter, 200, 99);

        Assert.Equal(word, string.Concat(lines));
        Assert.All(lines, line => Assert.True(Painter.Measure(line) <= 200));
    }

    [Theory]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen fourteen")]
    [InlineData("一只红色的狗坐在蓝色汽车左边，背景是灰色的，上方还有一把黄色的雨伞和一只青蛙")]
    public void What_does_not_fit_ends_in_an_ellipsis_within_the_width(string text)
    {
        var lines = LineBreaker.Wrap(text, Painter, 150, 2);

        Assert.Equal(2, lines.Count);
        Assert.EndsWith("…", lines[1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(Painter.Measure(line) <= 150));
    }

    [Fact]
    public void A_text_that_just_fits_keeps_its_end()
    {
        const string Text = "just fits";

        Assert.Equal([Text], LineBreaker.Wrap(Text, Painter, Painter.Measure(Text), 1));
        Assert.Empty(LineBreaker.Wrap("", Painter, 100, 3));
    }

    [Fact]
    public void Any_text_at_any_width_keeps_its_characters_and_its_width()
    {
        var text = Gen.OneOf(Array.ConvertAll(Pieces, Gen.Const)).Array[0, 40].Select(string.Concat);
        Gen.Select(text, Gen.Int[1, 300]).Sample((raw, width) =>
        {
            var clean = LabelText.Clean(raw);
            var lines = LineBreaker.Wrap(clean, Painter, width, int.MaxValue);

            Assert.Equal(clean.Replace(" ", ""), string.Concat(lines).Replace(" ", ""));
            Assert.All(lines, line => Assert.True(
                Painter.Measure(line) <= width + 0.01f || line.EnumerateRunes().Count() == 1, $"'{line}' at {width}"));
        });
    }
}
