using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Counterfactuals;

/// <summary>The other values that a slot could have, all from the tables.</summary>
internal static class Alternatives
{
    /// <summary>Other values that a whole caption is compared with; more cost time.</summary>
    private const int MaxCaptions = 8;

    private static readonly Dictionary<string, string> OtherPositions = new()
    {
        ["foreground"] = "background",
        ["background"] = "foreground",
        ["distance"] = "foreground",
        ["corner"] = "middle",
        ["edge"] = "middle",
        ["side"] = "middle",
    };

    /// <summary>Other things.</summary>
    public static IReadOnlyList<ThingEntry> Things(ThingEntry? claimed, bool scenesOnly) => ThingAlternatives.Of(claimed, scenesOnly);

    /// <summary>The other values of a slot of words; of colours those that are not too near to the claimed one.</summary>
    public static IReadOnlyList<string> Words(WordKind kind, string claimed)
    {
        var near = kind == WordKind.Color ? CaptionLexicon.Shared.Word(kind, claimed)?.Relatives ?? [] : [];
        return [.. CaptionLexicon.Shared.Values(kind).Where(value => value != claimed && !near.Contains(value))];
    }

    /// <summary>
    /// Other attributes of the same sort, such as other materials, as words; none for one that the tables do not hold. Of
    /// a pattern of two colours, the same with another colour.
    /// </summary>
    public static IReadOnlyList<string> Attributes(CaptionClaim claim, CaptionLanguage language)
    {
        var words = CaptionLexicon.Shared;
        if (words.Value(language, WordKind.Attribute, claim.Value) is not { } value) return language == CaptionLanguage.English ? ColorPairs(claim.Value) : [];

        var sorts = words.Word(WordKind.Attribute, value)!.Relatives;
        return
        [
            .. words.Words
                .Where(word => word.Kind == WordKind.Attribute && word.Value != value && word.Relatives.Any(sorts.Contains) && word.In(language).Count > 0)
                .Select(word => word.In(language)[0]),
        ];
    }

    /// <summary>Other values of a claim that only whole captions decide; none where the tables know none.</summary>
    public static IReadOnlyList<string> OfCaption(CaptionClaim claim, CaptionLanguage language)
    {
        var words = CaptionLexicon.Shared;
        IEnumerable<string> others = claim switch
        {
            { Negated: true } or { Kind: ClaimKind.Other } => [],
            { Kind: ClaimKind.Relation, Object: not null } => words.Word(WordKind.Relation, claim.Value)?.Relatives ?? Deeds(claim.Value, ClaimKind.Relation),
            { Kind: ClaimKind.Action } => Deeds(claim.Value, ClaimKind.Action),
            { Kind: ClaimKind.Position } => OtherPositions.TryGetValue(claim.Value, out var other) ? [other] : [],
            { Kind: ClaimKind.Background } => Backgrounds(claim, language),
            _ => [],
        };
        return [.. others.Where(value => SlotText.CanWrite(claim, value, language)).Take(MaxCaptions)];
    }

    private static IEnumerable<string> Backgrounds(CaptionClaim claim, CaptionLanguage language)
    {
        var words = CaptionLexicon.Shared;
        if (claim.Subject?.Head is { IsPlace: true } place) return ThingAlternatives.Places(place, MaxCaptions).Select(thing => thing.English);
        if (words.Word(WordKind.Color, claim.Value) is not null) return Words(WordKind.Color, claim.Value);
        if (words.Word(WordKind.Scene, claim.Value) is not { } scene) return claim.Subject is null ? Attributes(claim, language) : [];

        return words.Words.Where(word => word.Kind == WordKind.Scene && word != scene && word.Relatives.Any(scene.Relatives.Contains)).Select(word => word.Value);
    }

    // Who sits does not stand; who wears a hat does not hold it.
    private static IEnumerable<string> Deeds(string verb, ClaimKind kind)
    {
        if (CaptionLexicon.Shared.Verb(verb) is not { } known) return [];

        return CaptionLexicon.Shared.Verbs
            .Where(other => other.Kind == kind && other != known && (kind == ClaimKind.Relation ? known.Sort is "wear" or "hold" && other.Sort is "wear" or "hold" && other.Sort != known.Sort : other.Sort == known.Sort))
            .Select(other => other.English);
    }

    private static IReadOnlyList<string> ColorPairs(string pattern)
    {
        var colors = CaptionLexicon.Shared.Values(WordKind.Color).ToArray();
        if (pattern.Split(" and ") is not [var first, var second] || !colors.Contains(first) || !colors.Contains(second)) return [];

        string[] others = [.. colors.Where(color => color != first && color != second)];
        return [.. others.Select(color => $"{color} and {second}"), .. others.Select(color => $"{first} and {color}")];
    }
}
