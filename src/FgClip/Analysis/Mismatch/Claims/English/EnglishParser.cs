using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>
/// Cuts an English caption into claims: noun phrases, and between them places, "is", "has" and verbs. Reads one
/// caption once, from left to right.
/// </summary>
internal sealed class EnglishParser
{
    private readonly EnglishReading _reading;
    private readonly EnglishReferences _references;
    private readonly EnglishPlaces _places;
    private readonly EnglishPredicates _predicates;

    /// <param name="caption">The caption.</param>
    public EnglishParser(string caption)
    {
        _reading = new EnglishReading(caption);
        _references = new EnglishReferences(_reading);
        _places = new EnglishPlaces(_reading, _references);
        var (subjects, complements) = (new EnglishSubjects(_reading), new EnglishComplements(_reading));
        _predicates = new EnglishPredicates(_reading, _places, subjects, complements, new EnglishVerbPhrases(_reading, _references, subjects, complements));
    }

    private EnglishText Text => _reading.Text;

    /// <summary>The claims.</summary>
    public ParsedCaption Parse()
    {
        while (_reading.At < Text.Count)
        {
            if (Text.IsStop(_reading.At - 1)) _reading.Reset();
            if (ReadIdiom() || ReadNegation() || ReadMark() || ReadThereIs() || ReadPronoun() || ReadOnes() || _places.Read() || _predicates.Read() || ReadPhrase() || ReadConnective()) continue;

            _reading.Skip();
        }

        _reading.CloseUnread();
        _reading.Flush();
        return _reading.Claims.Build();
    }

    private bool ReadIdiom()
    {
        var start = Text[_reading.At] is "a" or "an" or "the" ? _reading.At + 1 : _reading.At;
        if ((Text.Longest(_reading.At, WordKind.Idiom) ?? Text.Longest(start, WordKind.Idiom)) is not { } idiom) return false;
        if (idiom.Sense.Value is "predicate" && !(EnglishVerb.IsCopula(Text, _reading.At - 1) && Text.IsMark(idiom.Next))) return false;

        _reading.CloseUnread();
        _reading.Other(Text.Between(idiom.First, idiom.Next));
        _reading.At = Text[idiom.Next] is "of" ? idiom.Next + 1 : idiom.Next;
        return true;
    }

    // What is denied is taken whole, up to where something else begins.
    private bool ReadNegation()
    {
        var first = _reading.At;
        var negation = EnglishVocabulary.Negations.Contains(Text[first]) ? first : NegatedBehind(first);
        if (negation < 0 || (Text[negation] is "not" && Text[negation + 1] is "only")) return false;

        var end = negation + 1;
        while (!Text.IsMark(end) && Text[end] is not ("but" or "while") && !StartsAnew(end)) end++;
        _reading.CloseUnread();
        _reading.Claims.AddOther(ClaimKind.Other, Text.Between(first, end), negated: true);
        _reading.At = end;
        return true;

        bool StartsAnew(int at) => Text[at] is "and" && (EnglishVocabulary.Determiners.Contains(Text[at + 1]) || Text.Longest(at + 1, WordKind.Number) is not null) && Text[at + 1] is not "any";
    }

    // "is not", "there are no", "with no"
    private int NegatedBehind(int at)
    {
        var word = Text[at];
        var next = word is "there" ? at + 2 : at + 1;
        var opens = word is "there" or "with" || EnglishVocabulary.Copulas.Contains(word) || word is "has" or "have" or "does" or "do" or "did" or "can" or "it" or "in";
        if (word is "it" && EnglishVocabulary.Copulas.Contains(Text[at + 1])) next = at + 2;
        return opens && EnglishVocabulary.Negations.Contains(Text[next]) ? next : -1;
    }

    private bool ReadMark()
    {
        if (Text.IsWord(_reading.At)) return false;

        _reading.CloseUnread();
        _reading.At++;
        return true;
    }

    private bool ReadThereIs()
    {
        var word = Text[_reading.At];
        if (EnglishVocabulary.Speakers.Contains(word) || (word is "it" or "this" or "that" or "here" && EnglishVerb.IsCopula(Text, _reading.At + 1) && ShowsPicture(_reading.At + 2)))
        {
            _reading.CloseUnread();
            _reading.At++;
            while (Text[_reading.At] is "can" or "could" or "also" or "see" or "is" or "are" or "'s" or "will") _reading.At++;
            return true;
        }

        if (word is not ("there" or "here") || !EnglishVerb.IsCopula(Text, _reading.At + 1)) return false;

        _reading.CloseUnread();
        _reading.Existential = Text.Span(_reading.At + 1);
        _reading.At += 2;
        return true;
    }

    // "this is a picture", "it is a dog" when nothing was named before
    private bool ShowsPicture(int at) => _reading.Claims.Mentions.Count == 0 || EnglishPhraseReader.Read(Text, at) is { Class: NounClass.Picture };

    private bool ReadPronoun()
    {
        if (EnglishVocabulary.Relatives.Contains(Text[_reading.At]) || _references.Pronoun(_reading.At) is not { } meant) return false;

        _reading.CloseUnread();
        _reading.At++;
        _reading.Remember(meant, false);
        _reading.Begin(meant);
        _reading.IsPronoun = true;
        _reading.Claims.Agree(meant, Text.Span(_reading.At - 1), AgreementKind.Pronoun);
        return true;
    }

    // "one black and one white", "one of them"
    private bool ReadOnes()
    {
        var first = _reading.At;
        var at = Text[first] is "the" or "another" ? first + 1 : first;
        if (Text[at] is not ("one" or "other" or "ones" or "others" or "two" or "three" or "some" or "both" or "each") && Text[first] is not "another") return false;

        var next = Text[at] is "of" ? at : at + 1;
        if (Text[next] is "of" && EnglishVocabulary.They.Contains(Text[next + 1])) next += 2;
        else if (EnglishNoun.GoesOn(Text, next) && EnglishAdjective.At(Text, next) is null && !EnglishVerb.Is(Text, next)) return false;

        // "one orange and one white" are no fruit.
        var isColored = EnglishAdjective.At(Text, next) is { } adjective && (Text.IsMark(adjective.Next) || Text[adjective.Next] is "and");
        if ((!isColored && EnglishPhraseReader.Read(Text, first) is { Class: NounClass.Thing }) || _references.Several() is not { } several) return false;

        _reading.CloseUnread();
        _reading.At = next;
        var mention = several with { Span = Text.Between(first, next), Elliptic = true, Plural = false, Count = null, Color = null, Size = null, Attributes = [], Actions = [], Article = null, Verb = null };
        _reading.Claims.Enter(mention);
        _reading.Remember(mention, false);
        _reading.Begin(mention);
        return true;
    }

    private bool ReadPhrase()
    {
        if (EnglishPhraseReader.Read(Text, _reading.At, _reading.Existential) is not { } phrase) return false;

        var (first, joined, verbless) = (_reading.At, _reading.BehindJoin, !_reading.HasVerb);
        var before = _reading.Subject;
        _reading.Existential = null;
        if (phrase.Class == NounClass.Abstract && IsFinite(phrase.Next)) return ReadTelling(phrase);

        if (_reading.Take(phrase, false) is not { } mention) return true;

        // A list of things goes on about its first one; a thing that a verb follows starts a clause.
        if (before is null || (joined && OpensClause(first, mention, before, verbless))) _reading.Begin(mention);
        else _reading.IsList |= joined && verbless;
        return true;
    }

    // "the overall mood is calm": what nobody sees, up to the end of the clause.
    private bool ReadTelling(EnglishPhrase phrase)
    {
        var end = phrase.Next;
        while (!Text.IsMark(end)) end++;
        _reading.CloseUnread();
        _reading.Other(Text.Between(phrase.First, end));
        _reading.At = end;
        return true;
    }

    private bool IsFinite(int at) => EnglishVerb.IsCopula(Text, at) || Text[at] is "has" or "have" or "can"
        || (Text.Longest(at, WordKind.Verb) is { Sense.Forms: var forms } && (forms & (VerbForms.Third | VerbForms.Past)) != 0);

    // "a red ball is on the left and a green cube is …", "a man sitting and a woman standing"; but "a man in a hat and a scarf is …".
    private bool OpensClause(int first, ThingMention mention, ThingMention before, bool verbless)
    {
        var at = _reading.At;
        while (Text.Longest(at, WordKind.Adverb) is { } adverb) at = adverb.Next;
        var certain = Text[first - 1] is not ("and" or "or" or ",");
        if (EnglishVerb.IsCopula(Text, at) || Text[at] is "has" or "have") return _reading.HasFinite || certain;
        if (EnglishVerb.Is(Text, at, VerbForms.Ing) || EnglishVerb.Is(Text, at, VerbForms.Participle)) return !verbless && (mention.Head is { IsAnimate: true } || before.Head is not { IsAnimate: true });

        return (EnglishVerb.Is(Text, at) && (_reading.HasFinite || certain)) || (!verbless && Text.Longest(at, WordKind.Position) is not null);
    }

    private bool ReadConnective()
    {
        var word = Text[_reading.At];
        if (!EnglishVocabulary.Connectives.Contains(word) && !EnglishVocabulary.Determiners.Contains(word) && !EnglishVocabulary.Pronouns.Contains(word)
            && !EnglishVocabulary.ShowingVerbs.Contains(word) && Text.Longest(_reading.At, WordKind.Adverb) is null && word is not "'s")
        {
            if (Text.Longest(_reading.At, WordKind.Relation) is not { Length: 1 } loose) return false;
        }

        _reading.CloseUnread();
        _reading.At++;
        return true;
    }
}
