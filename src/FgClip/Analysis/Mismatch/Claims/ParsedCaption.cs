using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>A caption, its things and its claims in the order of their words.</summary>
internal sealed record ParsedCaption(
    string Caption, CaptionLanguage Language, IReadOnlyList<ThingMention> Mentions, IReadOnlyList<CaptionClaim> Claims);
