using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>A Chinese noun phrase: (number measure)? (adjective 的?)* noun.</summary>
/// <param name="Mention">The thing.</param>
/// <param name="Next">The unit behind it.</param>
/// <param name="Introduced">A number and a measure word introduce it; otherwise it may have been named before.</param>
internal sealed record ChinesePhrase(ThingMention Mention, int Next, bool Introduced)
{
    private const int LongestWord = 8;

    // No noun goes on behind one of these.
    private const string Ends = "在和与，。、的有是位及：；！？,.;:!? 上下左右里中为";

    /// <summary>The phrase that starts at a unit of the caption; null where none does.</summary>
    public static ChinesePhrase? Read(string caption, int start)
    {
        var words = CaptionLexicon.Shared;
        var at = start;
        SlotWord? count = null, color = null, size = null;
        TextSpan? article = null, measure = null;
        var attributes = new List<SlotWord>();

        var measured = Longest(caption, at, WordKind.Number);
        if (measured is { } number && number.Next < caption.Length && words.Measures.Contains(caption[number.Next]))
        {
            var span = TextSpan.Between(at, number.Next);
            if (number.Value == "1") article = span;
            else count = new SlotWord(number.Value, span);
            measure = new TextSpan(number.Next, 1);
            at = number.Next + 1;
        }
        else if (at + 1 < caption.Length && caption[at] is '这' or '那' && words.Measures.Contains(caption[at + 1]))
        {
            at += 2;
        }

        for (; ; )
        {
            var noun = LongestThing(caption, at);
            if (Adjective(WordKind.Color) is { } hue && color is null) (color, at) = (hue.Word, hue.Next);
            else if (Adjective(WordKind.Size) is { } extent && size is null) (size, at) = (extent.Word, extent.Next);
            else if (Adjective(WordKind.Attribute) is { } other)
            {
                attributes.Add(new SlotWord(other.Word.Span.Of(caption), other.Word.Span));
                at = other.Next;
            }
            else if (noun == 0 && measure is not null && UnknownAdjective(caption, at) is { } unknown)
            {
                attributes.Add(new SlotWord(unknown.Of(caption), unknown));
                at = unknown.End + 1;
            }
            else break;

            // An adjective only where no longer noun starts: 橙子 is an orange, 小号 a trumpet.
            (SlotWord Word, int Next)? Adjective(WordKind kind) =>
                Longest(caption, at, kind) is { } found && found.Next - at > noun - (noun == found.Next - at && kind != WordKind.Color ? 1 : 0)
                    ? (new SlotWord(found.Value, TextSpan.Between(at, found.Next)), Skip(caption, found.Next, "的"))
                    : null;
        }

        var length = LongestThing(caption, at);
        if (length == 0 && measure is not null) length = UnknownNoun(caption, at);
        if (length == 0) return null;

        var span2 = new TextSpan(at, length);
        var name = span2.Of(caption).ToLowerInvariant();
        words.TryThing(CaptionLanguage.Chinese, name, out var thing, out _);
        var mention = new ThingMention
        {
            Language = CaptionLanguage.Chinese,
            Span = TextSpan.Between(start, span2.End),
            Noun = span2,
            Name = name,
            Thing = thing,
            Plural = count is not null,
            Article = article,
            Count = count,
            Measure = measure,
            Color = color,
            Size = size,
            Attributes = attributes,
        };
        return new ChinesePhrase(mention, span2.End, measure is not null);
    }

    /// <summary>The longest form of a kind at a place.</summary>
    public static (string Value, int Next)? Longest(string caption, int at, WordKind kind)
    {
        for (var length = Math.Min(LongestWord, caption.Length - at); length > 0; length--)
        {
            if (CaptionLexicon.Shared.Value(CaptionLanguage.Chinese, kind, caption.Substring(at, length)) is { } value) return (value, at + length);
        }

        return null;
    }

    /// <summary>Behind the first of the words that stands here; here where none does.</summary>
    public static int Skip(string caption, int at, params string[] words)
    {
        foreach (var word in words)
        {
            if (string.CompareOrdinal(caption, at, word, 0, word.Length) == 0) return at + word.Length;
        }

        return at;
    }

    private static int LongestThing(string caption, int at)
    {
        for (var length = Math.Min(LongestWord, caption.Length - at); length > 0; length--)
        {
            if (CaptionLexicon.Shared.TryThing(CaptionLanguage.Chinese, caption.Substring(at, length).ToLowerInvariant(), out _, out _)) return length;
        }

        return 0;
    }

    private static int UnknownNoun(string caption, int at)
    {
        var end = at;
        while (end < caption.Length && end - at < LongestWord && !Ends.Contains(caption[end], StringComparison.Ordinal)) end++;
        return end - at;
    }

    // Unknown characters up to 的 describe what follows.
    private static TextSpan? UnknownAdjective(string caption, int at)
    {
        var length = UnknownNoun(caption, at);
        return length > 0 && at + length < caption.Length && caption[at + length] == '的' ? new TextSpan(at, length) : null;
    }
}
