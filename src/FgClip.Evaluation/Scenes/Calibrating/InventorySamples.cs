using FgClip.Analysis.Mismatch.Evidence;
using FgClip.Analysis.Mismatch.Lexicon;
using FgClip.Encoding;

namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>Boxes of a scene's picture, each with whether it holds one whole thing and is told which.</summary>
internal static class InventorySamples
{
    /// <summary>A box holds the thing whose own box it overlaps by so much, as intersection over union;</summary>
    private const double Holds = 0.5;

    /// <summary>and one that overlaps it less, but by so much, is neither right nor wrong.</summary>
    private const double Touches = 0.3;

    /// <summary>The samples of one picture.</summary>
    /// <param name="scene">The labels.</param>
    /// <param name="index">Its place in the data.</param>
    /// <param name="image">The picture.</param>
    /// <param name="things">What is looked for.</param>
    public static IEnumerable<Sample> Of(Scene scene, int index, EncodedImage image, IReadOnlyList<(ThingEntry Thing, EncodedText Phrase)> things)
    {
        foreach (var item in Inventory.Candidates(image.Dense, things, null))
        {
            var overlap = scene.Objects
                .Where(thing => thing.Is(item.Thing))
                .Select(thing => thing.Bounds.IntersectionOverUnion(item.Box))
                .DefaultIfEmpty(0)
                .Max();
            if (overlap is <= Touches or >= Holds) yield return new Sample(index, "inventory", item.Features, overlap >= Holds);
        }
    }
}
