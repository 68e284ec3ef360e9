using System.Buffers;
using System.Text;

namespace FgClip.Tokenization;

/// <summary>
/// Lower-cases text exactly as Python's <c>str.lower()</c> does: FG-CLIP 2's callers do so before they tokenise, and
/// .NET's own mapping differs (İ becomes i and a combining dot, a Σ that ends a word becomes ς).
/// </summary>
/// <remarks>
/// The result depends neither on the culture nor on the globalization mode. Letters that Unicode 16 and 17 added are
/// mapped too, as later versions of Python do; nothing else differs from Python 3.11. Thread-safe.
/// </remarks>
public static class PythonLowercase
{
    private const int CapitalSigma = 0x3A3;
    private const int SmallSigma = 0x3C3;
    private const int FinalSigma = 0x3C2;
    private const int CapitalIWithDot = 0x130;

    // Between these two scripts' letters no character has a lower-case form: kana, Hangul's jamo, Chinese characters.
    private const char CaselessFirst = '\u2E80';
    private const char CaselessLast = '\uA63F';

    private static readonly SearchValues<char> UpperAscii = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Lower-cases a text.</summary>
    /// <param name="text">Any text; an unpaired surrogate is kept as it is.</param>
    /// <returns>The same string where nothing changes; otherwise a new one, which may be longer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static string ToLower(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Map(text, finalSigma: true);
    }

    /// <summary>
    /// Lower-cases every character by itself, so that Σ is always σ: the Lowercase normalizer of the tokenizers library.
    /// </summary>
    internal static string EachCharacter(string text) => Map(text, finalSigma: false);

    private static string Map(string text, bool finalSigma)
    {
        if (Ascii.IsValid(text)) return text.AsSpan().ContainsAny(UpperAscii) ? text.ToLowerInvariant() : text;

        StringBuilder? mapped = null;
        for (int i = 0, length; i < text.Length; i += length)
        {
            var character = CodePointAt(text, i, out length);
            var lower = finalSigma && character == CapitalSigma && IsFinal(text, i) ? FinalSigma : Lower(character);
            if (lower != character) mapped ??= new StringBuilder(text, 0, i, text.Length + 16);
            if (mapped is null) continue;
            Append(mapped, lower);
            if (character == CapitalIWithDot) mapped.Append('\u0307');
        }

        return mapped?.ToString() ?? text;
    }

    private static int Lower(int character)
    {
        if (character < 0x80) return character is >= 'A' and <= 'Z' ? character + ('a' - 'A') : character;
        if (character is >= CaselessFirst and <= CaselessLast) return character;
        // The one mapping to two characters; the caller adds the dot.
        if (character == CapitalIWithDot) return 'i';

        var runs = LowercaseTables.LowerRuns;
        int low = 0, high = runs.Length / 4 - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var run = runs.Slice(middle * 4, 4);
            if (character < run[0]) high = middle - 1;
            else if (character > run[1]) low = middle + 1;
            else return (character - run[0]) % run[2] == 0 ? character + run[3] : character;
        }

        return character;
    }

    /// <summary>
    /// Whether a Σ ends a word, as CPython's handle_capital_sigma decides: a cased character stands before it and none
    /// after it, case-ignorable ones left out of account on both sides.
    /// </summary>
    private static bool IsFinal(string text, int sigma)
    {
        var i = sigma;
        int character;
        do
        {
            if (i == 0) return false;
            i -= i > 1 && char.IsSurrogatePair(text[i - 2], text[i - 1]) ? 2 : 1;
            character = CodePointAt(text, i, out _);
        }
        while (IsIn(LowercaseTables.CaseIgnorableRanges, character));

        if (!IsIn(LowercaseTables.CasedRanges, character)) return false;
        for (i = sigma + 1; i < text.Length;)
        {
            character = CodePointAt(text, i, out var length);
            if (!IsIn(LowercaseTables.CaseIgnorableRanges, character))
                return !IsIn(LowercaseTables.CasedRanges, character);
            i += length;
        }

        return true;
    }

    private static bool IsIn(ReadOnlySpan<int> ranges, int character)
    {
        int low = 0, high = ranges.Length / 2 - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (character < ranges[2 * middle]) high = middle - 1;
            else if (character > ranges[2 * middle + 1]) low = middle + 1;
            else return true;
        }

        return false;
    }

    private static int CodePointAt(string text, int index, out int length)
    {
        if (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
        {
            length = 2;
            return char.ConvertToUtf32(text[index], text[index + 1]);
        }

        length = 1;
        return text[index];
    }

    private static void Append(StringBuilder text, int character)
    {
        if (character <= char.MaxValue)
        {
            text.Append((char)character);
            return;
        }

        Span<char> pair = stackalloc char[2];
        new Rune(character).EncodeToUtf16(pair);
        text.Append(pair);
    }
}
