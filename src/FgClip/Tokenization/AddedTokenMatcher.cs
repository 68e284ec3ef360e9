using System.Buffers;
using System.Globalization;
using System.Text;

namespace FgClip.Tokenization;

/// <summary>
/// Finds added tokens in a text, leftmost first and the longest of those that start there, and cuts the text at them,
/// with the flags treated as in the tokenizers library (added_vocabulary.rs, find_matches).
/// </summary>
internal sealed class AddedTokenMatcher
{
    private readonly Dictionary<(int Node, char Unit), int> _edges = [];
    private readonly List<AddedTokenMatch?> _ends = [null];
    private SearchValues<char> _firsts = SearchValues.Create("");

    /// <summary>Adds a pattern; the first of equal ones counts.</summary>
    public void Add(string pattern, AddedTokenMatch match)
    {
        if (pattern.Length == 0) return;
        var node = 0;
        foreach (var unit in pattern)
        {
            if (!_edges.TryGetValue((node, unit), out var child))
            {
                _edges[(node, unit)] = child = _ends.Count;
                _ends.Add(null);
            }

            node = child;
        }

        _ends[node] ??= match;
    }

    /// <summary>To be called after the last pattern.</summary>
    public void Complete() =>
        _firsts = SearchValues.Create([.. _edges.Keys.Where(edge => edge.Node == 0).Select(edge => edge.Unit)]);

    /// <summary>Cuts a text; parts without any text are left out.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="pieces">The list that the parts are appended to, in order.</param>
    public void Split(string text, List<TextPiece> pieces)
    {
        var done = 0; // the text before this is in the answer
        int spaceStart = 0, spaceEnd = -1;
        for (var from = 0; Next(text, from, out var start, out var end) is { } match;)
        {
            // Whatever becomes of the match, the search goes on after it.
            from = end;
            if (match.Ignored || (match.Token.SingleWord && TouchesWord(text, start, end))) continue;
            if (match.Token.StripsLeft)
            {
                start = Math.Max(start, done);
                while (start > done && char.IsWhiteSpace(text[start - 1])) start--;
            }

            if (match.Token.StripsRight)
            {
                // A run of white space that holds many matches is walked through once.
                if (end < spaceStart || end > spaceEnd)
                {
                    spaceStart = spaceEnd = end;
                    while (spaceEnd < text.Length && char.IsWhiteSpace(text[spaceEnd])) spaceEnd++;
                }

                end = spaceEnd;
            }

            if (done < start) pieces.Add(new TextPiece(done, start, -1));
            // A token whose text the one before has swallowed is no token.
            if (start < end) pieces.Add(new TextPiece(start, end, match.Id));
            done = end;
        }

        if (done < text.Length) pieces.Add(new TextPiece(done, text.Length, -1));
    }

    private AddedTokenMatch? Next(string text, int from, out int start, out int end)
    {
        for (start = from; start < text.Length; start++)
        {
            var step = text.AsSpan(start).IndexOfAny(_firsts);
            if (step < 0) break;
            start += step;

            AddedTokenMatch? longest = null;
            end = start;
            var node = 0;
            for (var i = start; i < text.Length && _edges.TryGetValue((node, text[i]), out node); i++)
            {
                if (_ends[node] is not { } match) continue;
                longest = match;
                end = i + 1;
            }

            if (longest is not null) return longest;
        }

        end = start = text.Length;
        return null;
    }

    private static bool TouchesWord(string text, int start, int end)
    {
        var before = Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out var left, out _) == OperationStatus.Done && IsWord(left);
        return before || (Rune.DecodeFromUtf16(text.AsSpan(end), out var right, out _) == OperationStatus.Done && IsWord(right));
    }

    /// <summary>
    /// The class \w of the regex crate: alphabetic characters, marks, decimal digits, connectors and the joiners.
    /// </summary>
    private static bool IsWord(Rune character) => Rune.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => true,
        // Circled, squared and parenthesised letters are symbols that are alphabetic.
        UnicodeCategory.OtherSymbol => character.Value is
            (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189),
        UnicodeCategory.Format => character.Value is 0x200C or 0x200D,
        _ => false,
    };
}
