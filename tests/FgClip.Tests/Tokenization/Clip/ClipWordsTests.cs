using System.Text.RegularExpressions;
using CsCheck;
using FgClip.Tokenization.Clip;

namespace FgClip.Tests.Tokenization.Clip;

public partial class ClipWordsTests
{
    // Texts within U+FFFF, where .NET's classes are right, of characters that the expression treats differently.
    private static readonly Gen<string> Texts =
        Gen.OneOf(Gen.OneOf<char>([.. "'strevmld <|>of12 \t\n\u00A0é猫½٣Ⅷ!?«_\u0301\u200D\0"]), Gen.Char['\0', '\uD7FF']).Array[0, 24]
            .Select(characters => new string(characters));

    [Fact]
    public void Words_are_those_of_the_expression() =>
        Texts.Sample(text => Assert.Equal(Expression().Matches(text).Select(match => match.Value), Split(text)), iter: 20_000);

    [Fact]
    public void Words_with_markers_are_those_of_the_expression() =>
        Texts.Select(text => text.Replace("<", "<|endoftext|><|startoftext|>", StringComparison.Ordinal)).Sample(
            text => Assert.Equal(ExpressionWithMarkers().Matches(text).Select(match => match.Value), Split(text, keepsMarkers: true)),
            iter: 5_000);

    [Theory]
    [InlineData("𐐨𐑋 ok", "𐐨𐑋", "ok")] // letters beyond U+FFFF are one word
    [InlineData("𠀀𠀁猫", "𠀀𠀁猫")]
    [InlineData("𝟙𝟚", "𝟙", "𝟚")] // numbers stand alone
    [InlineData("👩‍👧!", "👩‍👧!")]
    [InlineData("it's y'all's'start", "it", "'s", "y", "'", "all", "'s", "'s", "tart")]
    [InlineData("a\"'s", "a", "\"'", "s")] // an apostrophe in a run of signs starts nothing
    public void Texts_split(string text, params string[] words) => Assert.Equal(words, Split(text));

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();

    [GeneratedRegex(@"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex ExpressionWithMarkers();

    private static List<string> Split(string text, bool keepsMarkers = false)
    {
        var words = new ClipWords(text, keepsMarkers);
        var all = new List<string>();
        while (words.TryNext(out var word)) all.Add(word.ToString());
        return all;
    }
}
