using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>Reads adjectives that stand behind what they describe.</summary>
internal sealed class EnglishComplements(EnglishReading reading)
{
    private EnglishText Text => reading.Text;

    /// <summary>Reads "red", "old and rusty", "black and white"; a noun phrase is left alone.</summary>
    /// <param name="subject">What they describe; null for the background.</param>
    public bool Read(ThingMention? subject)
    {
        // "is orange", "is brick": a noun without an article is none where it can be an adjective.
        var first = EnglishAdjective.At(Text, reading.At);
        if (EnglishPhraseReader.Read(Text, reading.At) is { Class: not NounClass.Abstract } phrase && (first is null || phrase.Next > first.Next)) return false;

        var (at, any) = (reading.At, false);
        while (true)
        {
            while (Text.Longest(at, WordKind.Adverb) is { } adverb && EnglishAdjective.At(Text, adverb.Next) is not null) at = adverb.Next;
            if (EnglishAdjective.At(Text, at) is not { } adjective || (Text.Longest(at, WordKind.Relation) is { } relation && relation.Next > adjective.Next) || (any && EnglishNoun.GoesOn(Text, adjective.Next) && !EnglishVerb.Is(Text, adjective.Next))) break;

            (at, any) = (adjective.Next, true);
            if (subject is not null) reading.Claims.Add(adjective.Kind, adjective.Span, adjective.Value, subject);
            else if (reading.OnBackground && adjective.Kind != ClaimKind.Size) reading.Claims.Add(ClaimKind.Background, adjective.Span, adjective.Value);
            var join = Text[at] is "," && Text[at + 1] is "and" ? 2 : Text[at] is "," or "and" or "but" ? 1 : 0;
            if (join == 0 && EnglishAdjective.At(Text, at) is not null) continue;
            if (join == 0 || EnglishPhraseReader.Read(Text, at + join) is not null || EnglishAdjective.At(Text, at + join) is null) break;
            at += join;
        }

        if (any) reading.At = at;
        return any;
    }

    /// <summary>Passes over words such as "very"; gives where they end, null where there are none.</summary>
    public int? SkipAdverbs()
    {
        int? end = null;
        while (Text.Longest(reading.At, WordKind.Adverb) is { } adverb && Text.Longest(reading.At, WordKind.Position) is null
            && (Text.Longest(reading.At, WordKind.Relation) is not { } relation || (relation.Length <= adverb.Length && EnglishPhraseReader.Read(Text, adverb.Next) is null)))
        {
            end = Text.Span(adverb.Next - 1).End;
            reading.At = adverb.Next;
        }

        if (Text[reading.At].EndsWith("ly", StringComparison.Ordinal) && Text[reading.At].Length > 4 && Text.Longest(reading.At, WordKind.Thing) is null && EnglishAdjective.At(Text, reading.At) is null)
        {
            end = Text.Span(reading.At).End;
            reading.At++;
        }

        return end;
    }
}
