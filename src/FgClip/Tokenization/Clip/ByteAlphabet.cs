namespace FgClip.Tokenization.Clip;

/// <summary>
/// The 256 visible characters in which byte-level vocabularies write bytes (GPT-2's bytes_to_unicode): printable Latin-1
/// characters stand for themselves, the other bytes, in rising order, for the characters from U+0100 on.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly string[] s_characters = Characters();

    /// <summary>The character that stands for a byte.</summary>
    public static string CharacterOf(byte value) => s_characters[value];

    /// <summary>All bytes in the order of the vocabularies: first those that stand for themselves.</summary>
    public static IEnumerable<byte> InOrder() =>
        Enumerable.Range(0, 256).OrderBy(value => !IsItself(value)).Select(value => (byte)value);

    private static bool IsItself(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);

    private static string[] Characters()
    {
        var next = 0x100;
        return [.. Enumerable.Range(0, 256).Select(value => ((char)(IsItself(value) ? value : next++)).ToString())];
    }
}
