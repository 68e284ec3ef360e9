using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Counterfactuals;

/// <summary>The other things that a thing can be held against.</summary>
internal static class ThingAlternatives
{
    /// <summary>On checkpoints of the whole world.</summary>
    private const int MaxThings = 40;

    /// <summary>Of these, at most so many that are alike.</summary>
    private const int MaxNear = 24;

    private static readonly Dictionary<ThingEntry, IReadOnlyList<ThingEntry>> Known = [];

    /// <summary>All that drawn scenes contain.</summary>
    public static IReadOnlyList<ThingEntry> OfScenes { get; } = [.. CaptionLexicon.Shared.Things.Where(thing => thing.InScenes)];

    /// <summary>
    /// All that drawn scenes contain for the demonstration checkpoint, which knows no others. Else those that stand near
    /// the claimed one in its group of the table, then well-known things of other groups; none that the claimed one is a
    /// kind of or the other way about, for both are right, and none that are found at the same place, such as a man's hat.
    /// </summary>
    public static IReadOnlyList<ThingEntry> Of(ThingEntry? claimed, bool scenesOnly)
    {
        if (scenesOnly) return [.. OfScenes.Where(thing => thing != claimed)];
        if (claimed is null) return [.. Far(null).Take(MaxThings)];

        lock (Known)
        {
            if (Known.TryGetValue(claimed, out var known)) return known;

            ThingEntry[] near = [.. CaptionLexicon.Shared.Things
                .Where(thing => thing.Group == claimed.Group && !AreAkin(thing, claimed))
                .OrderBy(thing => Math.Abs(thing.Row - claimed.Row))
                .Take(MaxNear)];
            return Known[claimed] = [.. near, .. Far(claimed).Take(MaxThings - near.Length)];
        }
    }

    /// <summary>Somewhere else: places that stand near one in the table.</summary>
    public static IReadOnlyList<ThingEntry> Places(ThingEntry claimed, int most) =>
    [
        .. CaptionLexicon.Shared.Things
            .Where(thing => thing.IsPlace && !AreAkin(thing, claimed))
            .OrderBy(thing => Math.Abs(thing.Row - claimed.Row))
            .Take(most),
    ];

    // The things of drawn scenes are well known; one of each group after another.
    private static IEnumerable<ThingEntry> Far(ThingEntry? claimed) => CaptionLexicon.Shared.Things
        .Where(thing => thing.InScenes && (claimed is null || (thing.Group != claimed.Group && !CaptionLexicon.Shared.ComeTogether(thing, claimed))))
        .GroupBy(thing => thing.Group)
        .SelectMany(group => group.Select((thing, place) => (Thing: thing, Place: place)))
        .OrderBy(entry => entry.Place)
        .Select(entry => entry.Thing);

    private static bool AreAkin(ThingEntry one, ThingEntry other) =>
        one.HeadsGroup || CaptionLexicon.Shared.IsKindOf(one, other) || CaptionLexicon.Shared.IsKindOf(other, one);
}
