using System.Security.Cryptography;
using FgClip.Tokenization;

namespace FgClip.Tests.Tokenization;

public class PythonLowercaseTests
{
    // Upper-case letters that Python 3.11 (Unicode 14) does not know yet, and their lower-case letters.
    private static readonly (int First, int Last, int Distance)[] LaterLetters =
    [
        (0x1C89, 0x1C89, 1), (0xA7CB, 0xA7CB, 0x264 - 0xA7CB), (0xA7CC, 0xA7CC, 1), (0xA7CE, 0xA7CE, 1), (0xA7D2, 0xA7D2, 1),
        (0xA7D4, 0xA7D4, 1), (0xA7DA, 0xA7DA, 1), (0xA7DC, 0xA7DC, 0x19B - 0xA7DC), (0x10D50, 0x10D65, 0x20), (0x16EA0, 0x16EB8, 0x1B),
    ];

    [Fact]
    public void Every_character_by_itself_maps_as_in_Python()
    {
        // import hashlib; hashlib.sha256("\n".join(f"{c:X}" + "".join(f" {ord(l):X}" for l in chr(c).lower())
        //   for c in range(0x110000) if not 0xD800 <= c < 0xE000 and chr(c).lower() != chr(c)).encode()).hexdigest()
        const string python = "5aaa5ca88a4de708035905e8535a786cf4fc5abd44213abe87df55c48527a530";
        var lines = AllCharacters()
            .Where(character => !LaterLetters.Any(run => character >= run.First && character <= run.Last))
            .Select(character => (character, Lower: PythonLowercase.ToLower(char.ConvertFromUtf32(character))))
            .Where(pair => pair.Lower != char.ConvertFromUtf32(pair.character))
            .Select(pair => $"{pair.character:X}" + string.Concat(pair.Lower.EnumerateRunes().Select(rune => $" {rune.Value:X}")));

        Assert.Equal(python, Digest(lines));
    }

    [Fact]
    public void A_sigma_after_or_before_every_character_ends_a_word_as_in_Python()
    {
        // def k(c): s = chr(c); return (("A" + s + "Σ").lower()[-1] + ("1" + s + "Σ").lower()[-1]
        //   + ("AΣ" + s).lower()[1] + ("AΣ" + s + "B").lower()[1])
        // hashlib.sha256("\n".join(f"{c:X} {k(c)}" for c in range(0x110000)
        //   if not 0xD800 <= c < 0xE000 and k(c) != "σσςς" and unicodedata.category(chr(c)) != "Cn").encode()).hexdigest()
        const string python = "3c379226f243952288cf1b4bc59d0e74c4ba693f0d89d69b2478c390867a02f1";
        var lines = AllCharacters()
            .Where(character => !IsLater(character))
            .Select(character => (character, Contexts: Contexts(char.ConvertFromUtf32(character))))
            .Where(pair => pair.Contexts != "σσςς")
            .Select(pair => $"{pair.character:X} {pair.Contexts}");

        Assert.Equal(python, Digest(lines));
    }

    [Fact]
    public void Letters_of_later_versions_of_Unicode_are_mapped_too()
    {
        foreach (var (first, last, distance) in LaterLetters)
        {
            for (var letter = first; letter <= last; letter++)
                Assert.Equal(char.ConvertFromUtf32(letter + distance), PythonLowercase.ToLower(char.ConvertFromUtf32(letter)));
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("already lower 123", "already lower 123")]
    [InlineData("A RED Car", "a red car")]
    [InlineData("İSTANBUL", "i\u0307stanbul")]
    [InlineData("ŞİŁ ÀÉÎ", "şi\u0307ł àéî")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευς")]
    [InlineData("Σ", "σ")]
    [InlineData("ΑΣ.", "ας.")]
    [InlineData("ΑΣ.Β", "ασ.β")]
    [InlineData("Α\u0301Σ\u0301 Σ", "α\u0301ς\u0301 σ")]
    [InlineData("𐐀Σ", "𐐨ς")]
    [InlineData("Σ𐐀", "σ𐐨")]
    [InlineData("𞤀𐒰Ω", "𞤢𐓘ω")]
    [InlineData("ẞ ǅ K Å", "ß ǆ k å")]
    [InlineData("一只红色的猫 CAT", "一只红色的猫 cat")]
    public void Words_map_as_in_Python(string text, string expected) => Assert.Equal(expected, PythonLowercase.ToLower(text));

    [Fact]
    public void Half_a_surrogate_pair_stays_as_it_is()
    {
        Assert.Equal("a\uD800z", PythonLowercase.ToLower("A\uD800Z"));
        Assert.Equal("\uDC00ä\uD801", PythonLowercase.ToLower("\uDC00Ä\uD801"));
        Assert.Equal("α\uDC00σ", PythonLowercase.ToLower("Α\uDC00Σ"));
    }

    [Fact]
    public void Text_without_capitals_is_returned_as_it_is()
    {
        foreach (var text in new[] { "a cat", "一只红色的猫", "é𐐨ς" }) Assert.Same(text, PythonLowercase.ToLower(text));
    }

    [Fact]
    public void Each_character_by_itself_knows_no_final_sigma() =>
        Assert.Equal("ασ i\u0307", PythonLowercase.EachCharacter("ΑΣ İ"));

    private static IEnumerable<int> AllCharacters() => Enumerable.Range(0, 0x110000).Where(character => character is < 0xD800 or >= 0xE000);

    private static string Contexts(string character) => new(
    [
        PythonLowercase.ToLower("A" + character + "Σ")[^1],
        PythonLowercase.ToLower("1" + character + "Σ")[^1],
        PythonLowercase.ToLower("AΣ" + character)[1],
        PythonLowercase.ToLower("AΣ" + character + "B")[1],
    ]);

    /// <summary>Whether Python 3.11 takes the character for unassigned: the ranges of <see cref="LaterCharacters"/>.</summary>
    private static bool IsLater(int character)
    {
        foreach (var (first, last) in LaterCharacters)
        {
            if (character >= first && character <= last) return true;
        }

        return false;
    }

    // Characters that came after Unicode 14 and whose neighbourhood matters to a sigma.
    private static readonly (int First, int Last)[] LaterCharacters =
    [
        (0x897, 0x897), (0xECE, 0xECE), (0x1ACF, 0x1ADD), (0x1AE0, 0x1AEB), (0x1C89, 0x1C8A),
        (0xA7CB, 0xA7CF), (0xA7D2, 0xA7D2), (0xA7D4, 0xA7D4), (0xA7DA, 0xA7DC), (0xA7F1, 0xA7F1),
        (0x10D4E, 0x10D4E), (0x10D50, 0x10D65), (0x10D69, 0x10D6D), (0x10D6F, 0x10D85), (0x10EC5, 0x10EC5),
        (0x10EFA, 0x10EFF), (0x11241, 0x11241), (0x113BB, 0x113C0), (0x113CE, 0x113CE), (0x113D0, 0x113D0),
        (0x113D2, 0x113D2), (0x113E1, 0x113E2), (0x11B60, 0x11B60), (0x11B62, 0x11B64), (0x11B66, 0x11B66),
        (0x11DD9, 0x11DD9), (0x11F00, 0x11F01), (0x11F36, 0x11F3A), (0x11F40, 0x11F40), (0x11F42, 0x11F42),
        (0x11F5A, 0x11F5A), (0x13439, 0x13440), (0x13447, 0x13455), (0x1611E, 0x16129), (0x1612D, 0x1612F),
        (0x16D40, 0x16D42), (0x16D6B, 0x16D6C), (0x16EA0, 0x16EB8), (0x16EBB, 0x16ED3), (0x16FF2, 0x16FF3),
        (0x1DF25, 0x1DF2A), (0x1E030, 0x1E06D), (0x1E08F, 0x1E08F), (0x1E4EB, 0x1E4EF), (0x1E5EE, 0x1E5EF),
        (0x1E6E3, 0x1E6E3), (0x1E6E6, 0x1E6E6), (0x1E6EE, 0x1E6EF), (0x1E6F5, 0x1E6F5), (0x1E6FF, 0x1E6FF),
    ];

    private static string Digest(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
