using System.Security.Cryptography;
using System.Text;
using FgClip.Tokenization.Clip;

namespace FgClip.Tests.Tokenization.Clip;

public class CanonicalCompositionTests
{
    [Fact]
    public void Every_character_between_letters_and_marks_composes_as_in_Python()
    {
        // import hashlib, unicodedata; hashlib.sha256("".join(unicodedata.normalize("NFC", "a" + chr(c) + "\u0323\u0301e\u0302" + chr(c))
        //   for c in range(0x110000) if not 0xD800 <= c < 0xE000).encode()).hexdigest()
        const string python = "be32c40dd62e7144b036176a5176ddb98b0a2ce37c31d5025aa6b8f572ee3bb1";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var character = 0; character < 0x110000; character++)
        {
            if (!Rune.IsValid(character)) continue;
            var one = char.ConvertFromUtf32(character);
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(CanonicalComposition.Compose($"a{one}\u0323\u0301e\u0302{one}")));
        }

        Assert.Equal(python, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("plain ÀÉ", "plain ÀÉ")]
    [InlineData("e\u0301 vs \u00E9", "\u00E9 vs \u00E9")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "\uD55C\uAE00")] // Hangul of letters
    [InlineData("\uD558\u11AB", "\uD55C")]
    [InlineData("\u212B \uF900", "\u00C5 \u8C48")] // replaced for good
    [InlineData("\u0958", "\u0915\u093C")] // never composed
    [InlineData("q\u0307\u0323", "q\u0323\u0307")] // marks in their order
    [InlineData("a\u0305\u0301", "a\u0305\u0301")] // blocked by a mark of the same class
    [InlineData("\u0301a", "\u0301a")]
    public void Texts_compose(string text, string expected) => Assert.Equal(expected, CanonicalComposition.Compose(text));

    [Fact]
    public void A_long_run_of_marks_takes_no_longer_than_sorting_it()
    {
        var marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 100_000));

        var composed = CanonicalComposition.Compose("a" + marks);

        Assert.Equal("\u1EA1" + new string('\u0323', 99_999) + new string('\u0301', 100_000), composed);
    }
}
