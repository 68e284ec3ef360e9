using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>The noun of a phrase, found behind its adjectives.</summary>
/// <param name="First">Its first token.</param>
/// <param name="Next">The token behind it.</param>
/// <param name="Thing">The entry of the whole name; null where the tables do not hold it.</param>
/// <param name="Head">The entry of its last words: a cheese sandwich is a sandwich; null where there is none.</param>
/// <param name="Plural">It is a plural.</param>
internal sealed record EnglishNoun(int First, int Next, ThingEntry? Thing, ThingEntry? Head, bool Plural)
{
    /// <summary>Adjectives of one phrase at most: texts without nouns are read fast as well.</summary>
    private const int MostAdjectives = 12;

    /// <summary>Reads adjectives into modifiers, and the noun behind them; null where there is no noun.</summary>
    /// <param name="text">The caption.</param>
    /// <param name="start">The first token behind determiner and number.</param>
    /// <param name="words">Gets the adjectives.</param>
    /// <param name="introduced">A determiner or a number stands before; otherwise only known nouns and adjectives start a phrase.</param>
    /// <param name="stopped">The token at which the adjectives ended.</param>
    public static EnglishNoun? Read(EnglishText text, int start, Modifiers words, bool introduced, out int stopped)
    {
        var at = start;
        for (var count = 0; count < MostAdjectives; count++)
        {
            // "a big, black dog", "old and rusty".
            var join = words.Describes && at > start && LeadsOn(text, at) ? (text[at] is "," && text[at + 1] is "and" ? 2 : 1) : 0;
            if (Adjective(text, at + join, words, introduced || words.Any) is not { } next) break;
            at = next;
        }

        stopped = at;
        return Name(text, at, words, introduced || words.Any);
    }

    /// <summary>A word that can be part of a noun phrase stands there.</summary>
    public static bool GoesOn(EnglishText text, int at) =>
        text.IsWord(at) && (!Ends(text, at) || text.Longest(at, WordKind.Thing) is { Length: > 1 });

    /// <summary>A word that no noun phrase goes on with.</summary>
    public static bool Ends(EnglishText text, int at)
    {
        var word = text[at];
        return EnglishVocabulary.Determiners.Contains(word) || (EnglishVocabulary.Copulas.Contains(word) && word is not ("look" or "looks")) || EnglishVocabulary.Connectives.Contains(word)
            || EnglishVocabulary.Negations.Contains(word) || EnglishVocabulary.Pronouns.Contains(word)
            || word is "'s" or "has" or "have" or "had" or "having" or "been" || text.Longest(at, WordKind.Relation) is not null;
    }

    private static int? Adjective(EnglishText text, int at, Modifiers words, bool introduced)
    {
        if (!text.IsWord(at)) return null;

        var thing = text.Longest(at, WordKind.Thing);
        if (EnglishVocabulary.Tails.Contains(text[at + 1]) && GoesOn(text, at + 2) && !Ends(text, at) && EnglishAdjective.At(text, at + 2) is null && text.Longest(at, WordKind.Thing)?.Length != 2)
        {
            words.Attributes.Add(new SlotWord(text.Join(at, at + 2), text.Between(at, at + 2)));
            return at + 2;
        }

        // "winter clothes"
        if (text.Longest(at, WordKind.Scene) is { Length: 1 } scene && thing is null && text.Longest(scene.Next, WordKind.Thing) is not null)
        {
            words.Attributes.Add(new SlotWord(text[at], text.Span(at)));
            return at + 1;
        }

        if (EnglishAdjective.At(text, at) is { } adjective)
        {
            // Only where a noun follows, and no longer noun starts with it: a "stuffed animal", "the orange is".
            var isNoun = thing is { } noun && (noun.Next > adjective.Next || (noun.Next == adjective.Next && text.Longest(noun.Next, WordKind.Thing) is null && !DescribesNoun(text, noun.Next) && EnglishVerb.FollowsNoun(text, noun.Next, MayBePlural(noun.Sense))));
            if (isNoun || !(GoesOn(text, adjective.Next) || (thing is null && SharesNoun(text, adjective.Next)) || LeadsOn(text, adjective.Next))) return null;

            adjective.AddTo(words);
            return adjective.Next;
        }

        if (!introduced || thing is not null || Ends(text, at)) return null;

        // "a vibrant and intricate floral pattern", "an upper red shelf"
        var unknown = text.Longest(at, WordKind.Abstract) is null && text.Longest(at, WordKind.Scene) is null && text.Longest(at, WordKind.Adverb) is null && text.Longest(at, WordKind.Position) is null;
        if (unknown && (LeadsOn(text, at + 1) || (EnglishAdjective.At(text, at + 1) is { } known && GoesOn(text, known.Next) && text.Longest(at + 1, WordKind.Thing) is null)) && !EnglishVerb.Is(text, at, VerbForms.Ing))
        {
            words.Attributes.Add(new SlotWord(text[at], text.Span(at)));
            return at + 1;
        }

        return GoesOn(text, at + 1) ? Verbal(text, at, words) : null;
    }

    // A comma or "and" stands there, and behind it goes on what describes the same noun.
    private static bool LeadsOn(EnglishText text, int at, int depth = 0)
    {
        if (text[at] is not ("," or "and") || depth > MostAdjectives) return false;

        var next = text[at] is "," && text[at + 1] is "and" ? at + 2 : at + 1;
        if (EnglishAdjective.At(text, next) is { } adjective) return GoesOn(text, adjective.Next) || LeadsOn(text, adjective.Next, depth + 1);

        return text.IsWord(next) && !Ends(text, next) && text.Longest(next, WordKind.Thing) is null && !EnglishVerb.Is(text, next, VerbForms.Third) && text[at] is "and"
            && text.Longest(next + 1, WordKind.Thing) is not null;
    }

    // "an orange knitted sweater"
    private static bool DescribesNoun(EnglishText text, int at) => EnglishAdjective.At(text, at) is { } adjective && text.Longest(adjective.Next, WordKind.Thing) is not null;

    // "a red and a blue ball"
    private static bool SharesNoun(EnglishText text, int at) =>
        text[at] is "and" or "or" or "," && (EnglishVocabulary.Determiners.Contains(text[at + 1]) || text.Longest(at + 1, WordKind.Number) is not null);

    // "a very old", "a smiling woman", "a painted wall", "a four-legged".
    private static int? Verbal(EnglishText text, int at, Modifiers words)
    {
        var (word, span) = (text[at], text.Span(at));
        if (text.Longest(at, WordKind.Adverb) is { } adverb) return GoesOn(text, adverb.Next) ? adverb.Next : null;
        if (word.EndsWith("ly", StringComparison.Ordinal)) return at + 1;
        if (EnglishVerb.Is(text, at, VerbForms.Ing))
        {
            words.Actions.Add(new SlotWord(EnglishVerb.Lemma(text, at), span));
            return at + 1;
        }

        if (!EnglishVerb.Is(text, at, VerbForms.Participle) && !word.Contains('-', StringComparison.Ordinal) && text.Longest(at, WordKind.Shade) is null) return null;

        words.Attributes.Add(new SlotWord(word, span));
        return at + 1;
    }

    private static EnglishNoun? Name(EnglishText text, int start, Modifiers words, bool introduced)
    {
        EnglishMatch? known = null;
        var at = start;
        while (text.IsWord(at) && (at == start ? CanStart() : !EndsBehindNoun()))
        {
            known = text.Longest(at, WordKind.Thing);
            at = known?.Next ?? at + 1;
        }

        if (at == start) return null;

        // What stands before the noun and is not known describes it: "a frumious cat"; of unknown words the last is the noun.
        var first = start;
        while (first < (known?.First ?? at - 1) && text.Longest(first, WordKind.Thing) is null)
        {
            words.Attributes.Add(new SlotWord(text[first], text.Span(first)));
            first++;
        }

        return known is { } last
            ? new EnglishNoun(first, at, last.First == first ? last.Sense.Thing : null, last.Sense.Thing, last.Sense.Plural)
            : new EnglishNoun(first, at, null, null, IsPlural(at - 1));

        bool CanStart() => text.Longest(start, WordKind.Thing) is { } noun
            ? introduced || !Ends(text, start) || noun.Length > 1
            : (introduced || IsBarePlural()) && !Ends(text, start) && !EnglishVerb.Is(text, start, VerbForms.Ing) && EnglishAdjective.At(text, start) is null;

        // "with zorples"
        bool IsBarePlural() => text[start].Length > 4 && IsPlural(start) && text.Longest(start, WordKind.Abstract) is null && text.Longest(start, WordKind.Verb) is null
            && text.Longest(start, WordKind.Adverb) is null && text.Longest(start - 1, WordKind.Relation) is { Length: 1 };

        bool EndsBehindNoun() =>
            Ends(text, at)
            || EnglishVerb.FollowsNoun(text, at, known is { } noun ? MayBePlural(noun.Sense) : IsPlural(at - 1), known?.Sense.Thing!.IsAnimate ?? false, known is not null)
            || (text.Longest(at, WordKind.Thing) is null && StandsAlone(text, at));

        bool IsPlural(int index) => EnglishWords.Singular(text[index]) != text[index];
    }

    private static bool MayBePlural(Sense sense) => sense.Plural || sense.Thing!.Plural == sense.Thing.English;

    // What follows a noun without being part of its name: "a cat asleep", "its mouth open", "two dogs outdoors".
    private static bool StandsAlone(EnglishText text, int at) =>
        text.Longest(at, WordKind.Adverb) is not null || EnglishAdjective.At(text, at) is not null || text.Longest(at, WordKind.Number) is not null
        || text.Longest(at, WordKind.Position) is not null || text.Longest(at, WordKind.Scene) is not null || text[at].EndsWith("ly", StringComparison.Ordinal);
}
