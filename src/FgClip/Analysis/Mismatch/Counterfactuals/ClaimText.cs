using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Counterfactuals;

/// <summary>A claim as words that stand alone, "green snake" rather than "green", so that a reader knows what is meant.</summary>
internal static class ClaimText
{
    /// <summary>The claim in the caption's language.</summary>
    /// <param name="caption">The caption.</param>
    /// <param name="claim">One of its claims.</param>
    /// <param name="slot">What stands in the claim's slot: the caption's own words, or those of an alternative.</param>
    public static string Of(ParsedCaption caption, CaptionClaim claim, string slot)
    {
        if (claim.Negated) return claim.Span.Of(caption.Caption);

        // The words around the slot belong to the claim: "is looking at", "slices of pizza".
        var words = caption.Caption[claim.Span.Start..claim.Slot.Start] + slot + caption.Caption[claim.Slot.End..Math.Max(claim.Slot.End, claim.Span.End)];
        return caption.Language == CaptionLanguage.English ? English(caption, claim, slot, words) : Chinese(caption, claim, slot, words);
    }

    private static string English(ParsedCaption caption, CaptionClaim claim, string slot, string words) => claim switch
    {
        { Kind: ClaimKind.Color or ClaimKind.Size or ClaimKind.Attribute, Subject: { } subject } => $"{slot} {Noun(caption, subject)}",
        { Kind: ClaimKind.Count, Subject: { } subject } => $"{slot} {Counted(caption, claim, subject, slot)}",
        { Kind: ClaimKind.Position, Subject: { } subject } => $"{Noun(caption, subject)} {Place(slot)}",
        { Kind: ClaimKind.Relation, Subject: { } subject, Object: { } other } when slot.StartsWith('\'') || slot.StartsWith('’') => $"{Noun(caption, other)}{slot} {Noun(caption, subject)}",
        { Kind: ClaimKind.Relation or ClaimKind.Action, Subject: { } subject, Object: { } other } when !Overlaps(claim, other) => $"{Noun(caption, subject)} {words} {Noun(caption, other)}",
        { Kind: ClaimKind.Action, Subject: { } subject } => $"{Noun(caption, subject)} {words}",
        { Kind: ClaimKind.Background, Subject: null } when CaptionLexicon.Shared.Value(CaptionLanguage.English, WordKind.Scene, slot.ToLowerInvariant()) is null => $"{slot} background",
        _ => words,
    };

    private static string Chinese(ParsedCaption caption, CaptionClaim claim, string slot, string words) => claim switch
    {
        { Kind: ClaimKind.Color or ClaimKind.Size or ClaimKind.Attribute, Subject: { } subject } => $"{slot.TrimEnd('的')}的{Noun(caption, subject)}",
        { Kind: ClaimKind.Count, Subject: { } subject } => $"{slot}{subject.Measure?.Of(caption.Caption)}{Noun(caption, subject)}",
        { Kind: ClaimKind.Position, Subject: { } subject } => $"{slot}的{Noun(caption, subject)}",
        { Kind: ClaimKind.Relation, Value: "of", Subject: { } subject, Object: { } other } => $"{Noun(caption, other)}{slot}{Noun(caption, subject)}",
        { Kind: ClaimKind.Relation, Subject: { } subject, Object: { } other } when IsBehind(claim) => $"{Noun(caption, subject)}在{Noun(caption, other)}{(slot.Length > 1 ? "的" : "")}{slot}",
        { Kind: ClaimKind.Relation or ClaimKind.Action, Subject: { } subject } => $"{Noun(caption, subject)}{words}{(claim.Object is { } other ? Noun(caption, other) : "")}",
        { Kind: ClaimKind.Background, Subject: null } when CaptionLexicon.Shared.Value(CaptionLanguage.Chinese, WordKind.Scene, slot) is null => $"{slot}背景",
        _ => words,
    };

    // 上, 左边 stand behind the other thing; 穿, 沿着 before it.
    private static bool IsBehind(CaptionClaim claim) =>
        CaptionLexicon.Shared.Word(WordKind.Relation, claim.Value) is not null && claim.Value is not ("along" or "toward" or "from" or "use" or "with");

    private static bool Overlaps(CaptionClaim claim, ThingMention other) => claim.Span.End > other.Noun.Start && claim.Span.Start < other.Noun.End;

    private static string Noun(ParsedCaption caption, ThingMention mention) => mention.Noun.Of(caption.Caption);

    // Another number may need the other form of the noun, or of the portion that it comes in.
    private static string Counted(ParsedCaption caption, CaptionClaim claim, ThingMention mention, string slot)
    {
        var words = CaptionLexicon.Shared;
        var (first, written) = (mention.Portion ?? mention.Noun, TextSpan.Between((mention.Portion ?? mention.Noun).Start, mention.Noun.End).Of(caption.Caption));
        if (slot == claim.Slot.Of(caption.Caption)) return written;

        var plural = words.Value(CaptionLanguage.English, WordKind.Number, slot) != "1";
        return EnglishNumber.Of(mention, first.Of(caption.Caption), plural) + written[first.Length..];
    }

    // A corner's slots are bare words: "top", "left".
    private static string Place(string slot) => slot.Contains(' ') || slot is "centrally" ? slot : $"at the {slot}";
}
