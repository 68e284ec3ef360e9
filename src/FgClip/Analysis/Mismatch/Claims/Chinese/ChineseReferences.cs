using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>Reads pronouns and numbers that stand for things named before.</summary>
internal sealed class ChineseReferences(ChineseReading reading)
{
    private ChineseText Text => reading.Text;

    /// <summary>Reads a reference at hand.</summary>
    public bool Read() => ReadPronoun() || ReadOne();

    // 它是棕色的, 它的脸上, 他身后
    private bool ReadPronoun()
    {
        if (Meant(Text[reading.At]) is not { } meant) return false;

        reading.CloseUnread();
        reading.At++;
        if (Text[reading.At] is "的")
        {
            reading.At++;
            return true;
        }

        if (Text.Sense(reading.At, WordKind.Relation) is { } relation && ChineseVocabulary.LoosePlaces.Contains(Text[reading.At]))
        {
            var slot = new SlotWord(relation.Value, Text.Span(reading.At));
            reading.At++;
            if (ChineseVocabulary.At.Contains(Text[reading.At - 3]) && reading.Subject is { } subject && !ReferenceEquals(subject, meant)) reading.Claims.Add(ClaimKind.Relation, slot.Span, slot.Value, subject, meant);
            else reading.Front(ClaimKind.Relation, slot, meant);
            return true;
        }

        if (reading.HasVerb) return true;

        reading.Begin(meant);
        return true;
    }

    // 一辆是红色的, 其中一只
    private bool ReadOne()
    {
        var at = Text[reading.At] is "其中" ? reading.At + 1 : reading.At;
        if (Text.Sense(at, WordKind.Number) is null && Text[at] is not "另") return false;
        var unit = Text[at] is "另" ? at + 2 : at + 1;
        var person = Text[reading.At] is "其中" && Text[unit] is "人";
        if (!person && (Text[unit].Length != 1 || !CaptionLexicon.Shared.Measures.Contains(Text[unit][0]) || reading.Phrases.Read(at) is not null)) return false;
        if (Latest(mention => mention.Plural) is not { } several) return false;

        reading.CloseUnread();
        reading.At = unit + 1;
        var one = several with { Span = Text.Between(at, unit + 1), Elliptic = true, Plural = false, Count = null, Color = null, Size = null, Attributes = [], Actions = [], Article = null, Measure = null };
        reading.Claims.Enter(one);
        reading.Begin(one);
        return true;
    }

    /// <summary>What a pronoun stands for; null for other words, and where nothing was named that it can mean.</summary>
    /// <param name="word">The word.</param>
    /// <param name="except">What it cannot stand for.</param>
    public ThingMention? Meant(string word, ThingMention? except = null)
    {
        if (ChineseVocabulary.It.Contains(word)) return Latest(mention => !mention.Plural && mention.Head is not { IsPerson: true } && !ReferenceEquals(mention, except));
        if (ChineseVocabulary.They.Contains(word)) return Latest(mention => mention.Plural && !ReferenceEquals(mention, except)) ?? Latest(mention => !ReferenceEquals(mention, except));
        if (!ChineseVocabulary.He.Contains(word) && !ChineseVocabulary.She.Contains(word)) return null;

        return Latest(mention => mention.Head is { IsPerson: true } && !ReferenceEquals(mention, except)) ?? Latest(mention => mention.Head is { IsAnimate: true } && !ReferenceEquals(mention, except));
    }

    private ThingMention? Latest(Predicate<ThingMention> fits)
    {
        foreach (var topic in reading.Topics.Reverse())
        {
            if (!topic.Elliptic && fits(topic)) return topic;
        }

        for (var index = reading.Claims.Mentions.Count - 1; index >= 0; index--)
        {
            if (!reading.Claims.Mentions[index].Elliptic && fits(reading.Claims.Mentions[index])) return reading.Claims.Mentions[index];
        }

        return null;
    }
}
