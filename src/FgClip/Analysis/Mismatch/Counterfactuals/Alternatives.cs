using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Counterfactuals;

/// <summary>The other values that a slot could have.</summary>
internal static class Alternatives
{
    /// <summary>Things that a claimed thing is compared with on checkpoints of the whole world.</summary>
    private const int MaxThings = 40;

    /// <summary>Of these, at most so many of its own group.</summary>
    private const int MaxOfGroup = 24;

    /// <summary>
    /// Other things: all that drawn scenes contain for the demonstration checkpoint, which knows no others; else those
    /// of the same group first, then some of every other group.
    /// </summary>
    public static IReadOnlyList<ThingEntry> Things(ThingEntry? claimed, bool scenesOnly)
    {
        var others = CaptionLexicon.Shared.Things.Where(thing => thing != claimed).ToArray();
        if (scenesOnly) return [.. others.Where(thing => thing.InScenes)];

        ThingEntry[] near = [.. others.Where(thing => claimed is not null && thing.Group == claimed.Group).Take(MaxOfGroup)];
        var far = others
            .Where(thing => thing.Group != claimed?.Group)
            .GroupBy(thing => thing.Group)
            .SelectMany(group => group.Select((thing, place) => (Thing: thing, Place: place)))
            .OrderBy(entry => entry.Place)
            .Select(entry => entry.Thing);
        return [.. near, .. far.Take(MaxThings - near.Length)];
    }

    /// <summary>The other values of a slot of words.</summary>
    public static IReadOnlyList<string> Words(WordKind kind, string claimed) =>
        [.. CaptionLexicon.Shared.Values(kind).Where(value => value != claimed)];

    /// <summary>Other attributes of the same sort, such as other materials; none for one that the lexicon does not hold.</summary>
    public static IReadOnlyList<string> Attributes(CaptionClaim claim, CaptionLanguage language)
    {
        var sort = CaptionLexicon.Shared.Value(language, WordKind.Attribute, claim.Value);
        return sort is null
            ? []
            : [.. CaptionLexicon.Shared.Words.First(word => word.Kind == WordKind.Attribute && word.Value == sort).In(language).Where(form => form != claim.Value)];
    }
}
