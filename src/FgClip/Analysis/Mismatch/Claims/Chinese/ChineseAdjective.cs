using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>A colour, a size or an attribute, before a noun or behind its subject.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Value">Its value; of an attribute the words as they are.</param>
/// <param name="Span">Its words.</param>
/// <param name="Next">The word behind it.</param>
internal sealed record ChineseAdjective(ClaimKind Kind, string Value, TextSpan Span, int Next)
{
    /// <summary>Colours of one pattern at most.</summary>
    private const int MostColors = 4;

    /// <summary>The adjective at a word, words such as 很 before it skipped; null where there is none.</summary>
    public static ChineseAdjective? At(ChineseText text, int at)
    {
        while (text.Sense(at, WordKind.Adverb) is not null && at < text.Count) at++;
        if (text.Sense(at, WordKind.Color) is { } color) return Colors(text, at) ?? new ChineseAdjective(ClaimKind.Color, color.Value, text.Span(at), at + 1);
        if (text.Sense(at, WordKind.Size) is { } size) return new ChineseAdjective(ClaimKind.Size, size.Value, text.Span(at), at + 1);
        if (text.Sense(at, WordKind.Attribute) is not null) return new ChineseAdjective(ClaimKind.Attribute, text[at], text.Span(at), at + 1);

        return text.Sense(at, WordKind.Shade) is not null && text[at + 1] is "色" ? new ChineseAdjective(ClaimKind.Attribute, text[at] + "色", text.Between(at, at + 2), at + 2) : null;
    }

    /// <summary>Puts it before a noun.</summary>
    public void AddTo(Modifiers words) => words.Add(Kind, new SlotWord(Value, Span));

    // 黑白相间, 红白, 黄色和红色的: one pattern, not several colours.
    private static ChineseAdjective? Colors(ChineseText text, int at)
    {
        var (next, count) = (at + 1, 1);
        while (count < MostColors)
        {
            var join = ChineseVocabulary.Joins.Contains(text[next]) ? 1 : 0;
            if (text.Sense(next + join, WordKind.Color) is null) break;
            (next, count) = (next + join + 1, count + 1);
        }

        if (count == 1) return null;
        if (text[next] is "相间") next++;
        var span = text.Between(at, next);
        return new ChineseAdjective(ClaimKind.Attribute, span.Of(text.Caption), span, next);
    }
}
