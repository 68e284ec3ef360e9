using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>How far the reading of a caption has come, and what the current clause has said so far.</summary>
internal sealed class EnglishReading(string caption)
{
    // Pronouns mean what was spoken of lately.
    private const int MostTopics = 8;

    private readonly List<SlotWord> _positions = [];
    private readonly LinkedList<ThingMention> _topics = [];

    private (SlotWord Slot, ThingMention Object)? _fronted;
    private int _unread = -1;

    /// <summary>The caption.</summary>
    public EnglishText Text { get; } = new(caption);

    /// <summary>What was found.</summary>
    public ClaimBuilder Claims { get; } = new(caption, CaptionLanguage.English);

    /// <summary>The next token.</summary>
    public int At { get; set; }

    /// <summary>What the clause is about.</summary>
    public ThingMention? Subject { get; private set; }

    /// <summary>What the latest clauses were about, the last one last.</summary>
    public IEnumerable<ThingMention> Topics => _topics;

    /// <summary>The latest thing that stands by itself, not behind a preposition: subject or object.</summary>
    public ThingMention? Chain { get; private set; }

    /// <summary>The latest thing.</summary>
    public ThingMention? Last { get; private set; }

    /// <summary>The token behind the latest thing.</summary>
    public int LastNext { get; private set; } = -1;

    /// <summary>The latest thing stands behind a preposition.</summary>
    public bool LastIsPlace { get; private set; }

    /// <summary>The latest thing is what a verb is done to.</summary>
    public bool LastIsObject { get; set; }

    /// <summary>The latest thing is what another consists of or holds: "coffee" of "a cup of coffee".</summary>
    public bool LastIsContent { get; set; }

    /// <summary>The latest thing is something that another has with it: "with a mountain".</summary>
    public bool LastIsCompany { get; set; }

    /// <summary>Who does what the latest verb says.</summary>
    public ThingMention? Doer { get; set; }

    /// <summary>The clause is about several things, of which the subject is the first.</summary>
    public bool IsList { get; set; }

    /// <summary>The clause names its subject by a pronoun.</summary>
    public bool IsPronoun { get; set; }

    /// <summary>The clause has a finite verb.</summary>
    public bool HasFinite { get; set; }

    /// <summary>A place stands before what is there.</summary>
    public bool IsFronted => _fronted is not null;

    /// <summary>Who "that" or "who" goes on about, up to its verb.</summary>
    public ThingMention? Relative { get; set; }

    /// <summary>The clause has a verb.</summary>
    public bool HasVerb { get; set; }

    /// <summary>The clause is about the background.</summary>
    public bool OnBackground { get; set; }

    /// <summary>is or are of a "there is".</summary>
    public TextSpan? Existential { get; set; }

    /// <summary>The token at hand, or one behind it.</summary>
    public string Word(int offset = 0) => Text[At + offset];

    /// <summary>A join that starts a clause, or a comma, stands right before the token at hand.</summary>
    public bool BehindJoin => Text[At - 1] is "," || EnglishVocabulary.ClauseJoins.Contains(Text[At - 1]);

    /// <summary>Starts a sentence.</summary>
    public void Reset()
    {
        CloseUnread();
        Flush();
        (Subject, Chain, Last, Doer, Relative, LastNext) = (null, null, null, null, null, -1);
        (HasVerb, HasFinite, OnBackground, Existential, LastIsPlace, IsList, IsPronoun) = (false, false, false, null, false, false, false);
    }

    /// <summary>Passes over a token that nothing understood.</summary>
    public void Skip()
    {
        if (_unread < 0) _unread = At;
        At++;
    }

    /// <summary>Tokens that nothing understood become one claim of kind other.</summary>
    public void CloseUnread()
    {
        if (_unread < 0) return;

        var first = _unread;
        _unread = -1;
        Other(Text.Between(first, At));
    }

    /// <summary>Claims words as a whole; what follows right behind such words belongs to them.</summary>
    public void Other(TextSpan span)
    {
        if (Claims.Latest is { Kind: ClaimKind.Other, Negated: false } latest && latest.Slot.End <= span.Start && IsJoin(latest.Slot.End, span.Start)) Claims.Extend(span.End);
        else Claims.AddOther(ClaimKind.Other, span);
    }

    /// <summary>Takes a noun phrase: its thing, or what else its noun names; null where it names no thing.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="isPlace">It stands behind a preposition.</param>
    public ThingMention? Take(EnglishPhrase phrase, bool isPlace)
    {
        CloseUnread();
        At = phrase.Next;
        var mention = phrase.Class == NounClass.Thing ? Resolve(phrase) : null;
        if (mention is null)
        {
            TakeOther(phrase);
            return null;
        }

        Remember(mention, isPlace);
        return mention;
    }

    /// <summary>Takes what the background is: "the background is a wall".</summary>
    public void TakeScenery(EnglishPhrase phrase)
    {
        CloseUnread();
        At = phrase.Next;
        var mention = phrase.Mention;
        Claims.Enter(mention);
        Claims.Add(ClaimKind.Background, mention.Noun, mention.Thing?.English ?? mention.Name, mention);
        Claims.AddWords(mention, mention);
        Remember(mention, true);
    }

    /// <summary>A thing was named up to the token at hand.</summary>
    public void Remember(ThingMention mention, bool isPlace)
    {
        (Last, LastNext, LastIsPlace, LastIsObject, LastIsContent, LastIsCompany) = (mention, At, isPlace, false, false, false);
        if (isPlace) return;

        Chain = mention;
        foreach (var position in _positions) Claims.Add(ClaimKind.Position, position.Span, position.Value, mention);
        _positions.Clear();
        if (_fronted is not { } place) return;

        Claims.Add(ClaimKind.Relation, place.Slot.Span, place.Slot.Value, mention, place.Object);
        _fronted = null;
    }

    /// <summary>Makes a thing what the clause is about.</summary>
    public void Begin(ThingMention subject)
    {
        (Subject, Doer, HasVerb, HasFinite, IsList, IsPronoun) = (subject, null, false, false, false, false);
        _topics.Remove(subject);
        _topics.AddLast(subject);
        if (_topics.Count > MostTopics) _topics.RemoveFirst();
    }

    /// <summary>Claims a position of what stands before it, or of what will follow.</summary>
    public void Place(ThingMention? subject, string value, TextSpan span)
    {
        if (subject is not null) Claims.Add(ClaimKind.Position, span, value, subject);
        else _positions.Add(new SlotWord(value, span));
    }

    /// <summary>A place that stands before what is there: "on the table is a cup".</summary>
    public void Front(SlotWord slot, ThingMention place)
    {
        Flush();
        _fronted = (slot, place);
    }

    /// <summary>Claims as a whole what nothing followed.</summary>
    public void Flush()
    {
        foreach (var position in _positions) Claims.AddOther(ClaimKind.Other, position.Span);
        _positions.Clear();
        if (_fronted is { } place) Claims.AddOther(ClaimKind.Other, place.Slot.Span);
        _fronted = null;
    }

    private ThingMention Resolve(EnglishPhrase phrase)
    {
        var mention = phrase.Mention;
        if (phrase.Definite && mention.Count is null && phrase.Owner is null && Claims.Earlier(mention) is { } earlier)
        {
            Claims.AddWords(mention with { Color = mention.Color?.Value == earlier.Color?.Value ? null : mention.Color }, earlier);
            Claims.AgreeAgain(earlier, mention);
            return earlier;
        }

        foreach (var sharing in phrase.Sharing) Claims.Add(sharing);
        Claims.Add(mention);
        if (phrase.Owner is { } owner) Claims.Add(ClaimKind.Relation, phrase.OwnerSlot!.Value, "of", mention, Resolve(owner));
        return mention;
    }

    private void TakeOther(EnglishPhrase phrase)
    {
        var mention = phrase.Mention;
        if (phrase.Class == NounClass.Picture && Text[At] is "of") At++;
        switch (phrase.Class)
        {
            case NounClass.Picture when mention.Color is null && mention.Size is null && mention.Attributes.Count == 0 && mention.Actions.Count == 0:
                break;
            case NounClass.Background:
                (OnBackground, Subject, Chain, Last, Doer) = (true, null, null, null, null);
                if (mention.Color is { } color) Claims.Add(ClaimKind.Background, color.Span, color.Value);
                foreach (var attribute in mention.Attributes) Claims.Add(ClaimKind.Background, attribute.Span, attribute.Value);
                break;
            case NounClass.Anything:
                if (mention.Count is not null) Claims.AddOther(ClaimKind.Count, mention.Span);
                break;
            case NounClass.Scene:
                Claims.Add(ClaimKind.Background, phrase.Scene!.Span, phrase.Scene.Value);
                break;
            default:
                Other(mention.Span);
                break;
        }
    }

    // Only small words between.
    private bool IsJoin(int start, int end)
    {
        var between = caption[start..end].Trim();
        return between is "" or "of" or "and" or "the" or "a" or "an" or "is" or "to" or "for" or "or" or "was" or "with" or "in" or "of the" or "and the" or "on" or "at";
    }
}
