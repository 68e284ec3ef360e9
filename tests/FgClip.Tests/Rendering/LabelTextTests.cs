using CsCheck;
using FgClip.Rendering;

namespace FgClip.Tests.Rendering;

public class LabelTextTests
{
    [Theory]
    [InlineData("a red dog", "a red dog")]
    [InlineData("  a\r\n\tred   dog \u0000", "a red dog")]
    [InlineData("\u3000一只\u00A0狗\u2028", "一只 狗")]
    [InlineData("\u200Ba\u200D\uFEFFb\u202Ec\uFE0F", "abc")]
    [InlineData("🐕", "🐕")]
    [InlineData("", "")]
    public void White_space_and_invisible_characters_become_drawable(string text, string expected) =>
        Assert.Equal(expected, LabelText.Clean(text));

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character()
    {
        // Not as inline data: attributes are stored as UTF-8, which has no lone surrogates.
        Assert.Equal("x\uFFFDy", LabelText.Clean("x\uD800y"));
        Assert.Equal("\uFFFD", LabelText.Clean("\uDC00"));
    }

    [Fact]
    public void Text_that_no_drawing_has_room_for_is_cut()
    {
        var clean = LabelText.Clean(new string('x', 1_000_000));

        Assert.Equal(LabelText.MaxRunes + 1, clean.Length);
        Assert.EndsWith("x…", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void Cleaning_twice_changes_nothing() =>
        Gen.String[Gen.Char, 0, 60].Sample(text => Assert.Equal(LabelText.Clean(text), LabelText.Clean(LabelText.Clean(text))));
}
