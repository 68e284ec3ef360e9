using System.Buffers;
using System.Globalization;
using System.Text;

namespace FgClip.Tokenization.Clip;

/// <summary>
/// Cuts lower-cased text into the words of CLIP's expression
/// <c>'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+</c>; white space between them is dropped. Works on runes,
/// because .NET's <c>\p{L}</c> sees halves of surrogate pairs and so no letter beyond U+FFFF.
/// </summary>
/// <param name="text">Well-formed UTF-16.</param>
/// <param name="keepsMarkers">Whether the expression starts with <c>&lt;\|startoftext\|&gt;|&lt;\|endoftext\|&gt;|</c>.</param>
internal ref struct ClipWords(ReadOnlySpan<char> text, bool keepsMarkers)
{
    private static readonly string[] s_contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];
    private static readonly string[] s_markers = ["<|startoftext|>", "<|endoftext|>"];

    private ReadOnlySpan<char> _rest = text;

    private enum Class
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>The next word; false at the end of the text.</summary>
    public bool TryNext(out ReadOnlySpan<char> word)
    {
        while (!_rest.IsEmpty)
        {
            var first = ClassAt(_rest, out var length);
            if (first == Class.Space)
            {
                _rest = _rest[length..];
                continue;
            }

            length = FixedLength() is var known and > 0 ? known
                : first == Class.Number ? length
                : length + RunLength(_rest[length..], first);
            word = _rest[..length];
            _rest = _rest[length..];
            return true;
        }

        word = default;
        return false;
    }

    private readonly int FixedLength()
    {
        if (_rest[0] == '\'') return StartLength(s_contractions);
        return keepsMarkers && _rest[0] == '<' ? StartLength(s_markers) : 0;
    }

    private readonly int StartLength(string[] candidates)
    {
        foreach (var candidate in candidates)
        {
            if (_rest.StartsWith(candidate, StringComparison.Ordinal)) return candidate.Length;
        }

        return 0;
    }

    private static int RunLength(ReadOnlySpan<char> text, Class wanted)
    {
        var run = 0;
        while (run < text.Length && ClassAt(text[run..], out var length) == wanted) run += length;
        return run;
    }

    private static Class ClassAt(ReadOnlySpan<char> text, out int length)
    {
        if (char.IsAscii(text[0]))
        {
            length = 1;
            return char.IsAsciiLetter(text[0]) ? Class.Letter
                : char.IsAsciiDigit(text[0]) ? Class.Number
                : char.IsWhiteSpace(text[0]) ? Class.Space
                : Class.Other;
        }

        if (Rune.DecodeFromUtf16(text, out var rune, out length) != OperationStatus.Done) return Class.Other;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Class.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Class.Number,
            _ => Rune.IsWhiteSpace(rune) ? Class.Space : Class.Other,
        };
    }
}
