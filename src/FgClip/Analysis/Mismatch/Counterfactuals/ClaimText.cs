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
    public static string Of(ParsedCaption caption, CaptionClaim claim, string slot) => (caption.Language, claim) switch
    {
        (_, { Negated: true }) => slot,
        (CaptionLanguage.English, { Kind: ClaimKind.Color or ClaimKind.Size or ClaimKind.Attribute or ClaimKind.Count, Subject: { } subject }) =>
            $"{slot} {Noun(caption, claim, subject, slot)}",
        (CaptionLanguage.English, { Kind: ClaimKind.Position, Subject: { } subject }) => $"{Noun(caption, claim, subject, slot)} {Place(slot)}",
        (CaptionLanguage.English, { Kind: ClaimKind.Relation, Subject: { } subject, Object: { } other }) =>
            $"{Noun(caption, claim, subject, slot)} {slot} {Noun(caption, claim, other, slot)}",
        (CaptionLanguage.English, { Kind: ClaimKind.Background }) => $"{slot} background",
        (CaptionLanguage.Chinese, { Kind: ClaimKind.Color or ClaimKind.Size or ClaimKind.Attribute, Subject: { } subject }) =>
            $"{slot.TrimEnd('的')}的{Noun(caption, claim, subject, slot)}",
        (CaptionLanguage.Chinese, { Kind: ClaimKind.Count, Subject: { } subject }) =>
            $"{slot}{subject.Measure?.Of(caption.Caption)}{Noun(caption, claim, subject, slot)}",
        (CaptionLanguage.Chinese, { Kind: ClaimKind.Position, Subject: { } subject }) => $"{slot}的{Noun(caption, claim, subject, slot)}",
        (CaptionLanguage.Chinese, { Kind: ClaimKind.Relation, Subject: { } subject, Object: { } other }) =>
            $"{Noun(caption, claim, subject, slot)}在{Noun(caption, claim, other, slot)}的{slot}",
        (CaptionLanguage.Chinese, { Kind: ClaimKind.Background }) => $"{slot}背景",
        _ => slot,
    };

    // Another number may need the other form of the noun.
    private static string Noun(ParsedCaption caption, CaptionClaim claim, ThingMention mention, string slot)
    {
        var written = mention.Noun.Of(caption.Caption);
        if (claim.Kind != ClaimKind.Count || caption.Language == CaptionLanguage.Chinese || slot == claim.Slot.Of(caption.Caption)) return written;

        return CaptionLexicon.Shared.Value(CaptionLanguage.English, WordKind.Number, slot) == "1"
            ? mention.Thing?.English ?? mention.Name
            : mention.Thing?.Plural ?? EnglishWords.Plural(mention.Name);
    }

    // A corner's slots are bare words: "top", "left".
    private static string Place(string slot) => slot.Contains(' ') ? slot : $"at the {slot}";
}
