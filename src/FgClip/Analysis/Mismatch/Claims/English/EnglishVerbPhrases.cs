using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>Reads verbs with what they are done to.</summary>
internal sealed class EnglishVerbPhrases(EnglishReading reading, EnglishReferences references, EnglishSubjects subjects, EnglishComplements complements)
{
    // Words between a subject and its verb that claim nothing.
    private static readonly string[][] Auxiliaries =
    [
        ["about", "to"], ["going", "to"], ["trying", "to"], ["getting", "ready", "to"], ["ready", "to"], ["preparing", "to"], ["attempting", "to"], ["used", "to"], ["seems", "to"],
        ["appears", "to"], ["appear", "to"], ["seem", "to"], ["starts", "to"], ["begins", "to"], ["continues", "to"], ["has", "been"], ["have", "been"], ["had", "been"], ["can", "be"],
        ["could", "be"], ["may", "be"], ["will", "be"], ["to", "be"], ["in", "order", "to"], ["enough", "to"],
    ];

    // Prepositions that belong to the verb: what is behind them is its object.
    private static readonly HashSet<string> OfVerbs = ["at", "with", "to", "for", "toward", "from", "of"];

    private static readonly HashSet<string> Speaking = ["talk", "speak", "chat", "text"];

    private EnglishText Text => reading.Text;

    /// <summary>Reads a verb at hand.</summary>
    public bool Read()
    {
        foreach (var words in Auxiliaries)
        {
            if (!words.Select((word, index) => Text[reading.At + index] == word).All(same => same) || !EnglishVerb.Is(Text, reading.At + words.Length)) continue;

            reading.CloseUnread();
            reading.At += words.Length;
            return true;
        }

        if (reading.Word() is "to" && Text.Longest(reading.At + 1, WordKind.Verb) is { Sense: var infinitive } && (infinitive.Forms & VerbForms.Base) != 0 && Text.Longest(reading.At + 1, WordKind.Thing) is null) reading.At++;
        var finite = !EnglishVerb.Is(Text, reading.At, VerbForms.Ing);
        if (reading.Word() is "seen" or "shown" && EnglishVerb.IsCopula(Text, reading.At - 1))
        {
            reading.At++;
            return true;
        }

        // "and ripped jeans" names jeans.
        if (reading.LastNext != reading.At && !EnglishVerb.Is(Text, reading.At, VerbForms.Ing) && EnglishAdjective.At(Text, reading.At) is not null && EnglishPhraseReader.Read(Text, reading.At) is not null) return false;
        if (EnglishVerb.IsRatherNoun(Text, reading.At) || IsRatherAdjective()) return false;
        if (Text.Longest(reading.At, WordKind.Verb) is null && EnglishAdjective.At(Text, reading.At) is not null) return false;
        if (!EnglishVerb.Is(Text, reading.At) || (finite && reading.Subject is null && reading.Last is null)) return false;
        if (Text.Longest(reading.At, WordKind.Verb) is null && reading.Subject is null && reading.Last is null) return false;

        if (reading.IsFronted && reading.Subject is null && EnglishPhraseReader.Read(Text, reading.At + 1) is { Class: NounClass.Thing } there) return Inverted(there);

        var isFinite = finite && !EnglishVerb.Is(Text, reading.At, VerbForms.Participle);
        reading.HasFinite |= isFinite;
        return Read(isFinite ? subjects.OfFinite(Text.Span(reading.At)) : subjects.Doer(), null);
    }

    /// <summary>Reads the verb at hand.</summary>
    /// <param name="subject">Who does it; null for nobody that was named.</param>
    /// <param name="copula">The "is" before it.</param>
    public bool Read(ThingMention? subject, TextSpan? copula)
    {
        if (EnglishVocabulary.ShowingVerbs.Contains(reading.Word()) && subject is null)
        {
            reading.CloseUnread();
            reading.At++;
            return true;
        }

        reading.CloseUnread();
        var (first, entry) = (reading.At, Text.Longest(reading.At, WordKind.Verb)?.Sense.Verb);
        var slot = Text.Span(first);
        reading.At++;
        reading.HasVerb = true;
        var end = complements.SkipAdverbs() ?? slot.End;
        if (entry is null && subject is not null && EnglishAdjective.At(Text, reading.At) is not null && complements.Read(subject)) return true; // painted yellow
        if (entry is { English: "paint" } && EnglishVerb.Is(Text, first, VerbForms.Participle) && complements.Read(subject)) return true;

        if (entry is { Kind: ClaimKind.Other }) return Telling(first);

        var value = entry?.English ?? Text[first];
        var kind = entry?.Kind ?? ClaimKind.Action;
        var other = Object(entry, subject, ref end);
        (reading.LastIsObject, reading.Doer) = (other is not null, subject);
        if (kind == ClaimKind.Relation && other is null) kind = ClaimKind.Action;
        reading.Claims.Add(new CaptionClaim(kind, TextSpan.Between(copula?.Start ?? slot.Start, Math.Max(end, slot.End)), slot, value, subject, other));
        return true;
    }

    // "adding a touch of elegance": what nobody sees, up to the end of the clause.
    private bool Telling(int first)
    {
        var end = reading.At;
        while (!Text.IsMark(end)) end++;
        reading.Other(Text.Between(first, end));
        reading.At = end;
        return true;
    }

    // What the verb is done to: a noun phrase right behind it, or behind a preposition that belongs to it.
    private ThingMention? Object(VerbEntry? verb, ThingMention? subject, ref int end)
    {
        var at = reading.At;
        if (Text.Longest(at, WordKind.Relation) is { Length: 1 } preposition && Text.Longest(at, WordKind.Position) is null
            && (OfVerbs.Contains(preposition.Sense.Value) || (preposition.Sense.Value is "on" && verb is not null && Speaking.Contains(verb.English)))
            && !(preposition.Sense.Value is "at" && verb is not { Sort: "look" or "talk" or "sport" }))
        {
            if (references.Pronoun(preposition.Next, subject) is { } them)
            {
                (reading.At, end) = (preposition.Next + 1, Text.Span(preposition.First).End);
                return them;
            }

            if (Pursuit(preposition.Next, ref end) is { } pursuit) return pursuit;
            if (EnglishPhraseReader.Read(Text, preposition.Next) is { Class: NounClass.Thing, Mention.Thing: not { IsPlace: true } } behind && reading.Take(behind, false) is { } object_)
            {
                end = Text.Span(preposition.First).End;
                return object_;
            }

            return null;
        }

        if (references.Pronoun(at, subject) is { } pronoun && !EnglishVerb.IsCopula(Text, at + 1))
        {
            reading.At++;
            return pronoun;
        }

        if (EnglishPhraseReader.Read(Text, at) is { Class: NounClass.Thing } phrase) return reading.Take(phrase, false);

        return Pursuit(at, ref end);
    }

    // "does a trick", "playing soccer": no thing to be seen, but what the verb is about.
    private ThingMention? Pursuit(int at, ref int end)
    {
        var phrase = EnglishPhraseReader.Read(Text, at);
        if (phrase is not { Class: NounClass.Abstract } && Text.Longest(at, WordKind.Abstract) is not null && !EnglishNoun.GoesOn(Text, at + 1))
        {
            phrase = new EnglishPhrase(new ThingMention { Language = CaptionLanguage.English, Span = Text.Span(at), Noun = Text.Span(at), Name = Text[at] }, at + 1, NounClass.Abstract, false, at);
        }

        if (phrase is not { Class: NounClass.Abstract, Mention: var mention }) return null;

        reading.At = phrase.Next;
        end = mention.Span.End;
        reading.Claims.Enter(mention);
        return mention;
    }

    // "behind the man stands a horse"
    private bool Inverted(EnglishPhrase phrase)
    {
        reading.CloseUnread();
        var (slot, value) = (Text.Span(reading.At), EnglishVerb.Lemma(Text, reading.At));
        reading.At++;
        if (reading.Take(phrase, false) is not { } mention) return true;

        reading.Begin(mention);
        (reading.HasVerb, reading.HasFinite) = (true, true);
        reading.Claims.Add(ClaimKind.Action, slot, value, mention);
        reading.Claims.Agree(mention, slot, AgreementKind.Verb);
        return true;
    }

    // "its eyes closed", "the door open"
    private bool IsRatherAdjective() =>
        EnglishAdjective.At(Text, reading.At) is { } adjective && !EnglishVerb.Is(Text, reading.At, VerbForms.Ing) && !EnglishVerb.Is(Text, reading.At, VerbForms.Third)
        && (Text.IsMark(adjective.Next) || Text[adjective.Next] is "and" || (reading.LastNext == reading.At && !EnglishVerb.Is(Text, reading.At, VerbForms.Participle)));
}
