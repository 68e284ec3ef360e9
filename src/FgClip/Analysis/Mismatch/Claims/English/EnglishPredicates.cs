namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>Reads what is said of things: is, has, adjectives behind them, and verbs.</summary>
internal sealed class EnglishPredicates(
    EnglishReading reading, EnglishPlaces places, EnglishSubjects subjects, EnglishComplements complements, EnglishVerbPhrases verbs)
{
    private EnglishText Text => reading.Text;

    /// <summary>Reads a predicate at hand.</summary>
    public bool Read() => ReadRelative() || ReadCopula() || ReadHas() || verbs.Read() || ReadAdjectives();

    // "that is", "who wears"
    private bool ReadRelative()
    {
        if (!EnglishVocabulary.Relatives.Contains(reading.Word()) || reading.LastNext < 0 || reading.Last is not { } last) return false;
        if (reading.LastNext != reading.At && Text[reading.At - 1] is not ",") return false;
        if (!EnglishVerb.IsCopula(Text, reading.At + 1) && Text[reading.At + 1] is not ("has" or "have" or "had" or "can") && !EnglishVerb.Is(Text, reading.At + 1)) return false;

        reading.CloseUnread();
        reading.At++;
        reading.Relative = last;
        return true;
    }

    private bool ReadCopula()
    {
        if (!EnglishVerb.IsCopula(Text, reading.At)) return false;

        reading.CloseUnread();
        var copula = reading.Word() is "is" or "are" or "was" or "were" ? Text.Span(reading.At) : (TextSpan?)null;
        var subject = subjects.OfFinite(Text.Span(reading.At));
        reading.At++;
        complements.SkipAdverbs();
        (reading.HasVerb, reading.HasFinite) = (true, true);
        if (reading.Word() is "located" or "placed" or "positioned" or "situated" or "seen" or "visible" or "shown" or "present") reading.At++;
        if (subject is null && !reading.OnBackground) return true;

        if (complements.Read(subject)) return true;
        if ((subject is not null || reading.OnBackground) && places.Read(subject)) return true;
        if (EnglishVerb.Is(Text, reading.At)) return verbs.Read(subject, copula);
        if (reading.OnBackground && subject is null && EnglishPhraseReader.Read(Text, reading.At) is { Class: NounClass.Thing } scenery)
        {
            reading.TakeScenery(scenery);
        }

        return true;
    }

    // "has a red collar"
    private bool ReadHas()
    {
        if (reading.Word() is not ("has" or "have" or "had" or "having") || Text[reading.At + 1] is "been") return false;

        reading.CloseUnread();
        var (slot, subject) = (Text.Span(reading.At), reading.Word() is "having" ? subjects.Doer() : subjects.OfFinite(Text.Span(reading.At)));
        reading.At++;
        (reading.HasVerb, reading.HasFinite) = (true, true);
        complements.SkipAdverbs();
        if (EnglishPhraseReader.Read(Text, reading.At) is { Class: NounClass.Thing } phrase && reading.Take(phrase, false) is { } owned && subject is not null && !ReferenceEquals(owned, subject))
        {
            reading.Claims.Add(ClaimKind.Relation, slot, "with", subject, owned);
        }

        return true;
    }

    // Adjectives behind their noun: "a kitten, black with white paws", "its mouth open".
    private bool ReadAdjectives()
    {
        if (reading.Last is not { } last || !(reading.LastNext == reading.At || Text[reading.At - 1] is ",") || EnglishAdjective.At(Text, reading.At) is not { } adjective) return false;
        if (EnglishPhraseReader.Read(Text, reading.At) is not null || EnglishNoun.GoesOn(Text, adjective.Next)) return false;

        reading.CloseUnread();
        return complements.Read(last);
    }
}
