using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>Finds what pronouns stand for.</summary>
internal sealed class EnglishReferences(EnglishReading reading)
{
    private static readonly string[] Men = ["man", "boy", "father", "king", "groom", "fisherman", "cowboy", "priest"];

    private static readonly string[] Women = ["woman", "girl", "mother", "queen", "princess", "bride", "witch", "nurse", "fairy", "mermaid"];

    /// <summary>What the pronoun at a token stands for; null where there is no pronoun, or nothing that it can mean.</summary>
    /// <param name="at">The token.</param>
    /// <param name="except">What it cannot stand for: who is under it is not it.</param>
    public ThingMention? Pronoun(int at, ThingMention? except = null)
    {
        var word = reading.Text[at];
        if (EnglishVocabulary.It.Contains(word)) return Latest(mention => !mention.Plural && mention.Head is not { IsPerson: true }, except);
        if (EnglishVocabulary.They.Contains(word)) return Latest(mention => mention.Plural, except) ?? Latest(mention => true, except);
        if (EnglishVocabulary.He.Contains(word)) return Person(Men, Women, except);

        return EnglishVocabulary.She.Contains(word) || (word is "her" && !EnglishNoun.GoesOn(reading.Text, at + 1)) ? Person(Women, Men, except) : null;
    }

    /// <summary>What "one of them" or "the other one" is one of; null where nothing was named that is several.</summary>
    public ThingMention? Several() => Latest(mention => mention.Plural, null);

    private ThingMention? Person(string[] own, string[] others, ThingMention? except) =>
        Latest(mention => mention.Head is { } thing && IsAny(thing, own), except)
        ?? Latest(mention => mention.Head is { IsAnimate: true } thing && !IsAny(thing, others), except);

    private static bool IsAny(ThingEntry thing, string[] names) =>
        Array.Exists(names, name => CaptionLexicon.Shared.Thing(name) is { } broad && CaptionLexicon.Shared.IsKindOf(thing, broad));

    // What the text is about rather than what it named last: the subject of the clause, or of one before it.
    private ThingMention? Latest(Predicate<ThingMention> fits, ThingMention? except)
    {
        foreach (var topic in reading.Topics.Reverse())
        {
            if (Fits(topic)) return topic;
        }

        for (var index = reading.Claims.Mentions.Count - 1; index >= 0; index--)
        {
            if (Fits(reading.Claims.Mentions[index])) return reading.Claims.Mentions[index];
        }

        return null;

        bool Fits(ThingMention mention) => !mention.Elliptic && !ReferenceEquals(mention, except) && fits(mention);
    }
}
