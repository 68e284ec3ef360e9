using System.Globalization;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>Reads noun phrases.</summary>
internal static class EnglishPhraseReader
{
    // Phrases within phrases, "the girl's dog's tail", go no deeper.
    private const int Deepest = 5;

    /// <summary>The phrase that starts at a token; null where none does.</summary>
    /// <param name="text">The caption.</param>
    /// <param name="start">The token.</param>
    /// <param name="verb">is or are of a "there is" before it.</param>
    public static EnglishPhrase? Read(EnglishText text, int start, TextSpan? verb = null) => Read(text, start, verb, Deepest);

    private static EnglishPhrase? Read(EnglishText text, int start, TextSpan? verb, int depth)
    {
        if (!text.IsWord(start) || depth == 0) return null;

        var (at, words) = (start, new Modifiers());
        Token? determiner = null;
        if (text[at] is "all" or "both" or "half" && EnglishVocabulary.Determiners.Contains(text[at + 1])) at++;
        at = Number(text, at, words);
        var partOf = words.Count is not null && text[at] is "of" && EnglishVocabulary.Definite.Contains(text[at + 1]);
        if (partOf)
        {
            at++;
            if (words.Count!.Value == "1") words.Count = null;
        }

        if (EnglishVocabulary.Determiners.Contains(text[at])) determiner = text.Tokens[at++];
        while (determiner is not null && EnglishVocabulary.Ordinals.Contains(text[at]) && EnglishNoun.GoesOn(text, at + 1)) at++;
        if (words.Count is null) at = Number(text, at, words);

        var introduced = determiner is not null || words.Count is not null;
        if (text.Longest(at, WordKind.Scene) is { } weather && text.Longest(at, WordKind.Thing) is null && !EnglishNoun.GoesOn(text, weather.Next)) return Scene(text, start, weather);
        var noun = EnglishNoun.Read(text, at, words, introduced, out var stopped);
        if (noun is null) return Shared(text, start, stopped, determiner, words, verb, depth);

        if (text[noun.Next] is "of" && words.Count is null && Group(text, start, noun, determiner) is { } group) return Read(text, noun.Next + 1, verb, depth - 1) is { } members ? Grouped(members, group, start) : null;
        if (text[noun.Next] is "of" && noun.Next - noun.First == 1 && EnglishVocabulary.Portions.Contains(text[noun.First]) && Portioned(text, start, noun, determiner, words, verb, depth) is { } portion) return portion;

        var phrase = Phrase(text, start, noun, determiner, words, verb);
        if (noun.Thing is { } thing && thing.Plural == thing.English && words.Count is { } pair && text[start] is "a" && text[start + 1] is "pair") phrase = Paired(text, phrase, pair);
        if (text[noun.Next] is not "'s" || phrase.Class != NounClass.Thing) return phrase;

        return Read(text, noun.Next + 1, null, depth - 1) is { Owner: null } owned
            ? owned with { Owner = phrase, OwnerSlot = text.Span(noun.Next), First = start, Definite = false }
            : phrase;
    }

    // "a sunny day"
    private static EnglishPhrase Scene(EnglishText text, int start, EnglishMatch scene) => new(
        new ThingMention { Language = CaptionLanguage.English, Span = text.Between(start, scene.Next), Noun = text.Between(scene.First, scene.Next), Name = text.Join(scene.First, scene.Next) },
        scene.Next, NounClass.Scene, false, start)
    {
        Scene = new SlotWord(scene.Sense.Value, text.Between(scene.First, scene.Next)),
    };

    // A number word, or digits.
    private static int Number(EnglishText text, int at, Modifiers words)
    {
        if ((text.Longest(at, WordKind.Quantity) ?? text.Longest(at, WordKind.Number)) is { } match && (match.Length > 1 || EnglishNoun.GoesOn(text, match.Next) || text[match.Next] is "of"))
        {
            words.Count = new SlotWord(match.Sense.Value, text.Between(at, match.Next));
            return match.Next;
        }

        if (!int.TryParse(text[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 999 || !EnglishNoun.GoesOn(text, at + 1)) return at;

        words.Count = new SlotWord(number.ToString(CultureInfo.InvariantCulture), text.Span(at));
        return at + 1;
    }

    private static EnglishPhrase Phrase(EnglishText text, int start, EnglishNoun noun, Token? determiner, Modifiers words, TextSpan? verb)
    {
        var written = text.Join(noun.First, noun.Next);
        var scene = noun.Thing is null ? SceneOf(text, noun) : null;
        var mention = new ThingMention
        {
            Language = CaptionLanguage.English,
            Span = text.Between(start, noun.Next),
            Noun = text.Between(noun.First, noun.Next),
            Name = noun.Plural ? Singular(written, noun.Head) : written,
            Thing = noun.Thing,
            Head = noun.Head,
            Plural = noun.Plural || (noun.Head is not null && words.Count is not null && words.Count.Value != "1"),
            Article = determiner?.Text is "a" or "an" ? determiner.Span : null,
            Count = words.Count,
            Verb = verb,
            Color = words.Color,
            Size = words.Size,
            Attributes = words.Attributes,
            Actions = words.Actions,
        };
        return new EnglishPhrase(mention, noun.Next, scene is null ? ClassOf(text, noun) : NounClass.Scene, determiner is not null && EnglishVocabulary.Definite.Contains(determiner.Text), start)
        {
            Scene = scene,
        };
    }

    // "a pair of scissors" is one thing.
    private static EnglishPhrase Paired(EnglishText text, EnglishPhrase phrase, SlotWord pair) => phrase with
    {
        Mention = phrase.Mention with
        {
            Count = null,
            Article = text.Span(phrase.First),
            Plural = false,
            Noun = phrase.Mention is { Color: null, Size: null, Attributes.Count: 0 } ? TextSpan.Between(pair.Span.Start + 2, phrase.Mention.Noun.End) : phrase.Mention.Noun,
        },
    };

    private static string Singular(string written, ThingEntry? head)
    {
        if (head is null) return EnglishWords.Singular(written);

        foreach (var (plural, singular) in head.EnglishSynonyms.Select(name => (CaptionLexicon.Shared.Plural(name), name)).Prepend((head.Plural, head.English)))
        {
            if (written.EndsWith(plural, StringComparison.Ordinal)) return written[..^plural.Length] + singular;
        }

        return EnglishWords.Singular(written);
    }

    private static NounClass ClassOf(EnglishText text, EnglishNoun noun)
    {
        var last = text[noun.Next - 1];
        if (EnglishVocabulary.Pictures.Contains(last) && noun.Thing is null) return NounClass.Picture;
        if (EnglishVocabulary.Backgrounds.Contains(last)) return NounClass.Background;
        if (EnglishVocabulary.Anything.Contains(last)) return NounClass.Anything;

        return noun.Head is null && (text.Longest(noun.Next - 1, WordKind.Abstract) is not null || EnglishVocabulary.IsAbstract(EnglishWords.Singular(last))) ? NounClass.Abstract : NounClass.Thing;
    }

    private static SlotWord? SceneOf(EnglishText text, EnglishNoun noun)
    {
        for (var first = noun.First; first < noun.Next; first++)
        {
            if (text.Longest(first, WordKind.Scene) is { } scene && scene.Next == noun.Next) return new SlotWord(scene.Sense.Value, text.Between(first, noun.Next));
        }

        return null;
    }

    // "a large group of people": the number of people, whatever is said of the group.
    private static SlotWord? Group(EnglishText text, int start, EnglishNoun noun, Token? determiner)
    {
        if (determiner is null || noun.Next - noun.First != 1) return null;

        return CaptionLexicon.Shared.Value(CaptionLanguage.English, WordKind.Number, $"a {text[noun.First]} of") is { } value
            ? new SlotWord(value, text.Between(start, noun.Next + 1))
            : null;
    }

    private static EnglishPhrase? Grouped(EnglishPhrase members, SlotWord group, int start) => members.Class == NounClass.Thing && members.Mention.Count is null
        ? members with
        {
            Mention = members.Mention with { Count = group, Plural = true, Span = TextSpan.Between(group.Span.Start, members.Mention.Span.End) },
            Definite = false,
            First = start,
        }
        : members with { First = start };

    // "two slices of pizza"
    private static EnglishPhrase? Portioned(EnglishText text, int start, EnglishNoun noun, Token? determiner, Modifiers words, TextSpan? verb, int depth)
    {
        if (Read(text, noun.Next + 1, verb, depth - 1) is not { Class: NounClass.Thing, Mention: var whole } inner) return null;

        return inner with
        {
            First = start,
            Definite = false,
            Mention = whole with
            {
                Span = TextSpan.Between(text.Span(start).Start, whole.Span.End),
                Article = determiner?.Text is "a" or "an" ? determiner.Span : null,
                Count = words.Count ?? whole.Count,
                Color = whole.Color ?? words.Color,
                Size = whole.Size ?? words.Size,
                Attributes = [.. words.Attributes, .. whole.Attributes],
                Portion = text.Between(noun.First, noun.Next),
            },
        };
    }

    // "a red" of "a red and a blue ball"
    private static EnglishPhrase? Shared(EnglishText text, int start, int at, Token? determiner, Modifiers words, TextSpan? verb, int depth)
    {
        if (!words.Describes || text[at] is not ("and" or "," or "or")) return null;
        var next = text[at] is "," && text[at + 1] is "and" ? at + 2 : at + 1;
        if (!EnglishVocabulary.Determiners.Contains(text[next]) && text.Longest(next, WordKind.Number) is null) return null;
        if (Read(text, next, null, depth - 1) is not { Class: NounClass.Thing } rest || !(rest.Mention is { Color: not null } or { Size: not null } or { Attributes.Count: > 0 })) return null;

        var shared = rest.Mention with
        {
            Span = text.Between(start, at),
            Article = determiner?.Text is "a" or "an" ? determiner.Span : null,
            Count = words.Count,
            Verb = verb,
            Color = words.Color,
            Size = words.Size,
            Attributes = words.Attributes,
            Actions = words.Actions,
            Elliptic = true,
            Plural = words.Count is not null && words.Count.Value != "1",
        };
        return rest with { First = start, Sharing = [shared, .. rest.Sharing] };
    }
}
