using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>How far the reading of a caption has come, and what the current sentence has said so far.</summary>
internal sealed class ChineseReading
{
    private const int MostTopics = 8;

    private readonly List<(ClaimKind Kind, SlotWord Slot, ThingMention? Object)> _fronted = [];
    private readonly LinkedList<ThingMention> _topics = [];
    private int _unread = -1;

    public ChineseReading(string caption)
    {
        Text = new ChineseText(caption);
        Phrases = new ChinesePhraseReader(Text);
        Claims = new ClaimBuilder(caption, CaptionLanguage.Chinese);
    }

    public ChineseText Text { get; }

    public ChinesePhraseReader Phrases { get; }

    /// <summary>What was found.</summary>
    public ClaimBuilder Claims { get; }

    /// <summary>The next word.</summary>
    public int At { get; set; }

    /// <summary>What the clause is about; it goes on over commas.</summary>
    public ThingMention? Subject { get; private set; }

    /// <summary>The latest thing.</summary>
    public ThingMention? Last { get; private set; }

    /// <summary>The thing that places of this sentence are seen from.</summary>
    public ThingMention? Landmark { get; set; }

    /// <summary>The clause has a verb: what follows is its object.</summary>
    public bool HasVerb { get; set; }

    /// <summary>The clause is about the background.</summary>
    public bool OnBackground { get; set; }

    /// <summary>The clause started with a place: what a verb behind it names is there.</summary>
    public bool IsFronted { get; set; }

    /// <summary>What the latest clauses were about, the last one last.</summary>
    public IEnumerable<ThingMention> Topics => _topics;

    /// <summary>Starts a sentence.</summary>
    public void Reset()
    {
        CloseUnread();
        Flush();
        (Subject, Last, Landmark, HasVerb, OnBackground, IsFronted) = (null, null, null, false, false, false);
    }

    /// <summary>Passes over a word that nothing understood.</summary>
    public void Skip()
    {
        if (_unread < 0) _unread = At;
        At++;
    }

    /// <summary>Words that nothing understood become one claim of kind other.</summary>
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
        if (Claims.Latest is { Kind: ClaimKind.Other, Negated: false } latest && latest.Slot.End <= span.Start && Text.Caption[latest.Slot.End..span.Start] is "" or "的" or "地" or "得" or "了") Claims.Extend(span.End);
        else Claims.AddOther(ClaimKind.Other, span);
    }

    /// <summary>Takes a noun phrase with all that it says.</summary>
    public ThingMention Take(ChinesePhrase phrase)
    {
        CloseUnread();
        At = Math.Max(At, phrase.Next);
        var mention = Enter(phrase);
        Last = mention;
        return mention;
    }

    /// <summary>What waits for a thing is said of this one.</summary>
    public void Settle(ThingMention mention)
    {
        foreach (var (kind, slot, other) in _fronted) Claims.Add(kind, slot.Span, slot.Value, mention, other);
        _fronted.Clear();
        IsFronted = false;
    }

    /// <summary>Makes a thing what the clause is about.</summary>
    public void Begin(ThingMention subject)
    {
        (Subject, HasVerb) = (subject, false);
        _topics.Remove(subject);
        _topics.AddLast(subject);
        if (_topics.Count > MostTopics) _topics.RemoveFirst();
    }

    /// <summary>Something is said of what will follow: a place, a position, what it does there.</summary>
    public void Front(ClaimKind kind, SlotWord slot, ThingMention? other = null)
    {
        _fronted.Add((kind, slot, other));
        IsFronted = true;
    }

    /// <summary>Claims as a whole what nothing followed.</summary>
    public void Flush()
    {
        foreach (var (_, slot, _) in _fronted) Claims.AddOther(ClaimKind.Other, slot.Span);
        _fronted.Clear();
    }

    /// <summary>Claims what a place says: of a subject that it is there, or, of somewhere to be, where the scene is.</summary>
    public void TakePlace(ChinesePlace place, ThingMention? subject)
    {
        CloseUnread();
        At = place.Next;
        if (IsWherein(place))
        {
            TakeScene(place.Object);
            IsFronted |= subject is null;
            return;
        }

        var other = Enter(place.Object);
        Last = other;
        if (subject is not null) Claims.Add(ClaimKind.Relation, place.Slot.Span, place.Slot.Value, subject, other);
        else
        {
            Front(ClaimKind.Relation, place.Slot, other);
            Landmark = other;
        }
    }

    /// <summary>在公园里 says where everything is.</summary>
    public void TakeScene(ChinesePhrase phrase)
    {
        CloseUnread();
        At = Math.Max(At, phrase.Next);
        var mention = phrase.Introduced ? phrase.Mention : Claims.Earlier(phrase.Mention) ?? phrase.Mention;
        if (ReferenceEquals(mention, phrase.Mention))
        {
            Claims.Enter(mention);
            Claims.Add(ClaimKind.Background, mention.Noun, mention.Head?.English ?? mention.Name, mention);
        }
        else
        {
            Claims.AgreeAgain(mention, phrase.Mention);
        }

        Claims.AddWords(phrase.Mention, mention);
        Say(phrase, mention);
        Last = mention;
    }

    private static bool IsWherein(ChinesePlace place) => place.Object.Mention.Head is { IsPlace: true } && place.Slot.Value is "on" or "in";

    private ThingMention Enter(ChinesePhrase phrase)
    {
        var mention = phrase.Introduced ? null : Claims.Earlier(phrase.Mention);
        if (mention is null)
        {
            mention = phrase.Mention;
            Claims.Add(mention);
        }
        else
        {
            Claims.AddWords(phrase.Mention with { Color = phrase.Mention.Color?.Value == mention.Color?.Value ? null : phrase.Mention.Color }, mention);
            Claims.AgreeAgain(mention, phrase.Mention);
        }

        Say(phrase, mention);
        foreach (var also in phrase.Also) Enter(also);
        return mention;
    }

    private void Say(ChinesePhrase phrase, ThingMention mention)
    {
        foreach (var saying in phrase.Sayings)
        {
            if (saying.Kind == ClaimKind.Other)
            {
                Claims.AddOther(ClaimKind.Other, saying.Slot.Span, negated: true);
                continue;
            }

            if (saying.Kind == ClaimKind.Relation && saying.Object is { } place && IsWherein(new ChinesePlace(place, saying.Slot, 0)))
            {
                TakeScene(place);
                continue;
            }

            var other = saying.Object is null ? null : Enter(saying.Object);
            var kind = saying.Kind == ClaimKind.Relation && other is null ? ClaimKind.Action : saying.Kind;
            Claims.Add(kind, saying.Slot.Span, saying.Slot.Value, mention, other);
        }
    }
}
