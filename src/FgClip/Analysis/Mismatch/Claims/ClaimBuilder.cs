using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>Collects what a parser finds in a caption.</summary>
internal sealed class ClaimBuilder(string caption, CaptionLanguage language)
{
    private readonly List<ThingMention> _mentions = [];
    private readonly List<CaptionClaim> _claims = [];

    /// <summary>The things so far.</summary>
    public IReadOnlyList<ThingMention> Mentions => _mentions;

    /// <summary>
    /// Takes a thing and claims what its phrase says. An article claims no count: "a dog" is true of one dog among three.
    /// </summary>
    public void Add(ThingMention mention)
    {
        _mentions.Add(mention);
        Add(ClaimKind.Thing, mention.Noun, mention.Thing?.English ?? mention.Name, mention);
        if (mention.Count is { } count) Add(ClaimKind.Count, count.Span, count.Value, mention);
        if (mention.Size is { } size) Add(ClaimKind.Size, size.Span, size.Value, mention);
        if (mention.Color is { } color) Add(ClaimKind.Color, color.Span, color.Value, mention);
        foreach (var attribute in mention.Attributes) Add(ClaimKind.Attribute, attribute.Span, attribute.Value, mention);
    }

    /// <summary>Claims a value about a thing.</summary>
    public void Add(ClaimKind kind, TextSpan slot, string value, ThingMention? subject = null, ThingMention? other = null) =>
        _claims.Add(new CaptionClaim(kind, slot, slot, value, subject, other));

    /// <summary>Claims something as a whole.</summary>
    public void AddOther(ClaimKind kind, TextSpan span, ThingMention? subject = null, bool negated = false) =>
        _claims.Add(new CaptionClaim(kind, span, span, span.Of(caption), subject, Negated: negated));

    /// <summary>An earlier thing that "the dog" may mean: of the same name, and of the same colour where one is stated.</summary>
    public ThingMention? Earlier(ThingMention again) => _mentions.FirstOrDefault(
        mention => mention.Name == again.Name || (mention.Thing is not null && mention.Thing == again.Thing)
            ? again.Color is null || mention.Color?.Value == again.Color.Value
            : false);

    /// <summary>The result.</summary>
    public ParsedCaption Build()
    {
        if (_claims.Count == 0) AddOther(ClaimKind.Other, new TextSpan(0, caption.Length));
        return new ParsedCaption(caption, language, _mentions, [.. _claims.OrderBy(claim => claim.Span.Start)]);
    }
}
