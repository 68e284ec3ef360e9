using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>A noun phrase: (determiner | number)? adjective* noun.</summary>
/// <param name="Mention">The thing.</param>
/// <param name="Next">The token behind it.</param>
/// <param name="Definite">It may have been named before.</param>
/// <param name="Noun">The noun as written, lower case.</param>
internal sealed record EnglishPhrase(ThingMention Mention, int Next, bool Definite, string Noun)
{
    private const int LongestNoun = 3;

    /// <summary>The phrase that starts at a token; null where none does.</summary>
    public static EnglishPhrase? Read(IReadOnlyList<Token> tokens, int start, TextSpan? verb)
    {
        var words = CaptionLexicon.Shared;
        int at = start, first = start;
        Token? determiner = null;
        SlotWord? count = null, color = null, size = null;
        var attributes = new List<SlotWord>();

        if (IsWord(at) && EnglishVocabulary.Determiners.Contains(tokens[at].Text)) determiner = tokens[at++];
        if (IsWord(at) && words.Value(CaptionLanguage.English, WordKind.Number, tokens[at].Text) is { } number)
        {
            count = new SlotWord(number, tokens[at++].Span);
        }

        for (; IsWord(at); at++)
        {
            var text = tokens[at].Text;
            if (color is null && IsPattern(at))
            {
                attributes.Add(new SlotWord(
                    $"{text} and {tokens[at + 2].Text}", TextSpan.Between(tokens[at].Span.Start, tokens[at + 2].Span.End)));
                at += 2;
                continue;
            }

            var value = words.Value(CaptionLanguage.English, WordKind.Color, text);
            if (value is not null && color is null && GoesOn(at + 1)) color = new SlotWord(value, tokens[at].Span);
            else if (value is not null && color is not null && GoesOn(at + 1)) attributes.Add(new SlotWord(text, tokens[at].Span));
            else if (size is null && words.Value(CaptionLanguage.English, WordKind.Size, text) is { } extent) size = new SlotWord(extent, tokens[at].Span);
            else if (words.Value(CaptionLanguage.English, WordKind.Attribute, text) is not null && GoesOn(at + 1))
            {
                attributes.Add(new SlotWord(text, tokens[at].Span));
            }
            else break;

        }

        if (ReadNoun(tokens, at, at > first) is not { } noun) return null;

        foreach (var modifier in tokens.Skip(at).Take(noun.First - at)) attributes.Add(new SlotWord(modifier.Text, modifier.Span));
        var last = tokens[noun.Next - 1].Span;
        var mention = new ThingMention
        {
            Language = CaptionLanguage.English,
            Span = TextSpan.Between(tokens[first].Span.Start, last.End),
            Noun = TextSpan.Between(tokens[noun.First].Span.Start, last.End),
            Name = noun.Name,
            Thing = noun.Thing,
            Plural = noun.Plural || (noun.Thing is not null && count is not null && count.Value != "1"),
            Article = determiner?.Text is "a" or "an" ? determiner.Span : null,
            Count = count,
            Verb = verb,
            Color = color,
            Size = size,
            Attributes = attributes,
        };
        return new EnglishPhrase(
            mention, noun.Next, determiner is not null && EnglishVocabulary.Definite.Contains(determiner.Text), noun.Written);

        bool IsColor(int index) => IsWord(index) && words.Value(CaptionLanguage.English, WordKind.Color, tokens[index].Text) is not null;

        // "black and white" before a noun is one pattern, not a colour and a second thing.
        bool IsPattern(int index) => IsColor(index) && IsWord(index + 1) && tokens[index + 1].Text == "and" && IsColor(index + 2) && GoesOn(index + 3);

        bool IsWord(int index) => index < tokens.Count && tokens[index].IsWord;
        bool GoesOn(int index) => IsWord(index) && !EnglishVocabulary.EndsPhrase(tokens[index].Text);
    }

    // A known name of up to three words; else, behind a determiner or an adjective, the last of the words up to one that ends the phrase.
    private static (int First, int Next, string Name, string Written, ThingEntry? Thing, bool Plural)? ReadNoun(
        IReadOnlyList<Token> tokens, int start, bool introduced)
    {
        var end = start;
        while (end < tokens.Count && tokens[end].IsWord && !EnglishVocabulary.EndsPhrase(tokens[end].Text)) end++;
        if (end == start)
        {
            // "a building" ends like a verb.
            return start < tokens.Count && Known(start, 1) is { } single ? single : null;
        }

        for (var first = start; first < end; first++)
        {
            for (var length = Math.Min(LongestNoun, end - first); length > 0; length--)
            {
                if (Known(first, length) is not { } known || (first > start && !introduced)) continue;

                // A known name may be the first half of another one: "chicken sandwich" is no chicken.
                return known.Next == end || !introduced || IsAdverbial(known.Next) ? known : Unknown(first);
            }
        }

        return introduced ? Unknown(Math.Max(start, end - 1)) : null;

        bool IsAdverbial(int index) => tokens[index].Text is "left" or "right" or "higher" or "lower" or "together" or "each" or "that";

        (int First, int Next, string Name, string Written, ThingEntry? Thing, bool Plural)? Known(int first, int length)
        {
            if (first + length > tokens.Count) return null;

            var name = string.Join(' ', tokens.Skip(first).Take(length).Select(token => token.Text));
            return CaptionLexicon.Shared.TryThing(CaptionLanguage.English, name, out var thing, out var plural)
                ? (first, first + length, plural ? EnglishWords.Singular(name) : name, name, thing, plural)
                : null;
        }

        (int First, int Next, string Name, string Written, ThingEntry? Thing, bool Plural)? Unknown(int first)
        {
            var name = string.Join(' ', tokens.Skip(first).Take(end - first).Select(token => token.Text));
            var singular = EnglishWords.Singular(name);
            return (first, end, singular, name, null, singular != name);
        }
    }
}
