using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Lexicon;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>The inventories of pictures, remembered as long as the pictures' features are. Thread-safe.</summary>
/// <param name="texts">Features of texts.</param>
/// <param name="fit">How boxes are judged; null: there are no inventories.</param>
/// <param name="scenesOnly">The checkpoint knows the things of drawn scenes alone; where it knows more there are no inventories.</param>
internal sealed class Inventories(TextFeatures texts, InventoryFit? fit, bool scenesOnly)
{
    private readonly ConditionalWeakTable<DenseFeatures, ConcurrentDictionary<CaptionLanguage, IReadOnlyList<InventoryItem>>> _known = [];

    /// <summary>What is in pictures can be told.</summary>
    public bool Exist => fit is not null && scenesOnly;

    /// <summary>What is in a picture, as the phrases of one language see it; null where that cannot be told.</summary>
    public async Task<IReadOnlyList<InventoryItem>?> OfAsync(DenseFeatures dense, CaptionLanguage language, CancellationToken cancellation)
    {
        if (!Exist) return null;

        var known = _known.GetOrCreateValue(dense);
        if (known.TryGetValue(language, out var items)) return items;

        return known[language] = Inventory.Of(dense, await ThingsAsync(texts, language, cancellation).ConfigureAwait(false), fit!);
    }

    /// <summary>The things that are looked for, with their phrases.</summary>
    public static async Task<IReadOnlyList<(ThingEntry Thing, EncodedText Phrase)>> ThingsAsync(
        TextFeatures texts, CaptionLanguage language, CancellationToken cancellation)
    {
        var things = ThingAlternatives.OfScenes;
        var (phrases, _) = await texts.OfAsync(things.Select(thing => thing.Phrase(language)), TextKind.Box, cancellation).ConfigureAwait(false);
        return [.. things.Select(thing => (thing, phrases[thing.Phrase(language)]))];
    }
}
