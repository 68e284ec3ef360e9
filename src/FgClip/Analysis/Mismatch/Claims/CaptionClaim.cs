namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>Something that a caption says.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Span">All words that say it.</param>
/// <param name="Slot">The words that another value would replace.</param>
/// <param name="Value">The slot's value, language-free where the lexicon knows it.</param>
/// <param name="Subject">The thing it is about; null for the background and what is not understood.</param>
/// <param name="Object">The other thing of a relation.</param>
/// <param name="Negated">It denies something; no evidence decides that.</param>
internal sealed record CaptionClaim(
    ClaimKind Kind,
    TextSpan Span,
    TextSpan Slot,
    string Value,
    ThingMention? Subject = null,
    ThingMention? Object = null,
    bool Negated = false);
