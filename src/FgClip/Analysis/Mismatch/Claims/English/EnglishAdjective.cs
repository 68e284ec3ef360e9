using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>A colour, a size or an attribute, before a noun or behind "is".</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Value">Its value; of an attribute the words as they are.</param>
/// <param name="Span">Its words.</param>
/// <param name="Next">The token behind it.</param>
internal sealed record EnglishAdjective(ClaimKind Kind, string Value, TextSpan Span, int Next)
{
    /// <summary>Colours of one pattern at most.</summary>
    private const int MostColors = 4;

    private static readonly (WordKind Word, ClaimKind Claim)[] Kinds =
        [(WordKind.Color, ClaimKind.Color), (WordKind.Size, ClaimKind.Size), (WordKind.Attribute, ClaimKind.Attribute)];

    /// <summary>The adjective that starts at a token; null where none does.</summary>
    public static EnglishAdjective? At(EnglishText text, int at)
    {
        if (ColorsAt(text, at) is { } colors) return colors;

        EnglishMatch? longest = null;
        var kind = ClaimKind.Other;
        foreach (var (word, claim) in Kinds)
        {
            if (text.Longest(at, word) is not { } found || (longest is { } known && known.Length >= found.Length)) continue;
            (longest, kind) = (found, claim);
        }

        return longest is { } match
            ? new EnglishAdjective(kind, kind == ClaimKind.Attribute ? text.Join(at, match.Next) : match.Sense.Value, text.Between(at, match.Next), match.Next)
            : null;
    }

    /// <summary>Puts it before a noun.</summary>
    public void AddTo(Modifiers words) => words.Add(Kind, new SlotWord(Value, Span));

    // "black and white", "red, white and blue", "blue-and-white": one pattern, not several colours.
    private static EnglishAdjective? ColorsAt(EnglishText text, int at)
    {
        if (text[at].Contains('-', StringComparison.Ordinal) && text.Longest(at, WordKind.Color) is null)
        {
            var parts = text[at].Split('-');
            return parts.Length > 1 && parts.All(part => part is "and" || CaptionLexicon.Shared.Value(CaptionLanguage.English, WordKind.Color, part) is not null)
                ? new EnglishAdjective(ClaimKind.Attribute, text[at].Replace('-', ' '), text.Span(at), at + 1)
                : null;
        }

        var (end, last, joined, count) = (at, at, false, 0);
        while (text.Longest(end, WordKind.Color) is { } color && count++ < MostColors)
        {
            last = color.Next;
            joined |= end != at;
            end = last;
            if (text[end] is "," && (text.Longest(end + 1, WordKind.Color) is not null || text[end + 1] is "and") && LeadsToAnd(end)) end++;
            if (text[end] is "and" or "/" or "&" && text.Longest(end + 1, WordKind.Color) is not null) end++;
            if (end == last) break;
        }

        return joined ? new EnglishAdjective(ClaimKind.Attribute, text.Join(at, last).Replace(" ,", ","), text.Between(at, last), last) : null;

        // A list of colours ends in "and"; other commas separate things.
        bool LeadsToAnd(int comma)
        {
            var next = comma;
            for (var more = 0; more < MostColors && text[next] is ","; more++) next = text.Longest(next + 1, WordKind.Color)?.Next ?? next + 1;
            return text[next] is "and" && text.Longest(next + 1, WordKind.Color) is not null;
        }
    }
}
