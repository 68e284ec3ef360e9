using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>Collects what a parser finds in a caption. No two claims have words of their slots in common.</summary>
internal sealed class ClaimBuilder(string caption, CaptionLanguage language)
{
    private readonly List<ThingMention> _mentions = [];
    private readonly List<CaptionClaim> _claims = [];
    private readonly List<Agreement> _agreements = [];
    private readonly bool[] _taken = new bool[caption.Length];

    // By name, in the order of naming: captions name few things often.
    private readonly Dictionary<string, List<ThingMention>> _byName = [];

    /// <summary>The things so far.</summary>
    public IReadOnlyList<ThingMention> Mentions => _mentions;

    /// <summary>The latest claim; null before the first.</summary>
    public CaptionClaim? Latest => _claims.Count > 0 ? _claims[^1] : null;

    /// <summary>
    /// Takes a thing and claims what its phrase says. An article claims no count: "a dog" is true of one dog among three.
    /// </summary>
    public void Add(ThingMention mention)
    {
        Enter(mention);
        if (!mention.Elliptic) Add(new CaptionClaim(ClaimKind.Thing, mention.Portion is { } portion ? TextSpan.Between(portion.Start, mention.Noun.End) : mention.Noun, mention.Noun, mention.Thing?.English ?? mention.Name, mention));
        AddWords(mention, mention);
    }

    /// <summary>Takes a thing that no claim is made of by itself, such as a background.</summary>
    public void Enter(ThingMention mention)
    {
        _mentions.Add(mention);
        var name = mention.Thing?.English ?? mention.Name;
        if (!_byName.TryGetValue(name, out var same)) _byName[name] = same = [];
        same.Add(mention);
    }

    /// <summary>Claims the words of one phrase about a thing, which another phrase may have named.</summary>
    public void AddWords(ThingMention words, ThingMention subject)
    {
        if (words.Count is { } count) Add(ClaimKind.Count, count.Span, count.Value, subject);
        if (words.Size is { } size) Add(ClaimKind.Size, size.Span, size.Value, subject);
        if (words.Color is { } color) Add(ClaimKind.Color, color.Span, color.Value, subject);
        foreach (var attribute in words.Attributes) Add(ClaimKind.Attribute, attribute.Span, attribute.Value, subject);
        foreach (var action in words.Actions) Add(ClaimKind.Action, action.Span, action.Value, subject);
    }

    /// <summary>Claims a value about a thing.</summary>
    public void Add(ClaimKind kind, TextSpan slot, string value, ThingMention? subject = null, ThingMention? other = null) =>
        Add(new CaptionClaim(kind, slot, slot, value, subject, other));

    /// <summary>Claims something as a whole.</summary>
    public void AddOther(ClaimKind kind, TextSpan span, ThingMention? subject = null, bool negated = false) =>
        Add(new CaptionClaim(kind, span, span, span.Of(caption), subject, Negated: negated));

    /// <summary>Notes a word that follows a thing's name or number.</summary>
    public void Agree(ThingMention mention, TextSpan word, AgreementKind kind) => _agreements.Add(new Agreement(mention, word, kind));

    /// <summary>Notes that a thing is named again.</summary>
    public void AgreeAgain(ThingMention mention, ThingMention again)
    {
        if ((mention.Thing?.English ?? mention.Name) == (again.Thing?.English ?? again.Name) && mention.Noun != again.Noun) Agree(mention, again.Noun, AgreementKind.Noun);
    }

    /// <summary>Claims something; words that a claim has already stay with it.</summary>
    public void Add(CaptionClaim claim)
    {
        var words = _taken.AsSpan(claim.Slot.Start, claim.Slot.Length);
        if (words.Contains(true)) return;

        words.Fill(true);
        _claims.Add(claim);
    }

    /// <summary>Lets the latest claim, one of kind other, go on up to a place of the caption.</summary>
    public void Extend(int end)
    {
        var span = TextSpan.Between(_claims[^1].Span.Start, end);
        _taken.AsSpan(span.Start, span.Length).Fill(true);
        _claims[^1] = _claims[^1] with { Span = span, Slot = span, Value = span.Of(caption) };
    }

    /// <summary>Lets the latest claim's words, not its slot, go on up to a place of the caption: "running fast".</summary>
    public void Widen(int end) => _claims[^1] = _claims[^1] with { Span = TextSpan.Between(Math.Min(_claims[^1].Span.Start, end), Math.Max(_claims[^1].Span.End, end)) };

    /// <summary>
    /// An earlier thing that "the dog" may mean: of the same name or of a narrower one, and of the same colour; where one
    /// of the two phrases states no colour, the other's counts for it.
    /// </summary>
    public ThingMention? Earlier(ThingMention again)
    {
        var same = _byName.GetValueOrDefault(again.Thing?.English ?? again.Name) ?? (again.Thing is { } broad ? Narrower(broad) : null);
        return same is null ? null
            : again.Color is null ? same[0]
            : same.Find(mention => mention.Color?.Value == again.Color.Value) ?? same.Find(mention => mention.Color is null && !HasColor(mention));
    }

    /// <summary>The result.</summary>
    public ParsedCaption Build()
    {
        if (_claims.Count == 0) AddOther(ClaimKind.Other, new TextSpan(0, caption.Length));
        return new ParsedCaption(caption, language, _mentions, [.. _claims.OrderBy(claim => claim.Slot.Start)], _agreements);
    }

    // "the animal" after "a dog"
    private List<ThingMention>? Narrower(ThingEntry broad) =>
        _mentions.Find(mention => mention.Head is { } thing && CaptionLexicon.Shared.IsKindOf(thing, broad)) is { } mention ? [mention] : null;

    private bool HasColor(ThingMention mention) => _claims.Exists(claim => claim.Kind == ClaimKind.Color && ReferenceEquals(claim.Subject, mention));
}
