using FgClip.Analysis.Instances;
using FgClip.Analysis.Mismatch.Lexicon;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// What is in a picture, whatever a caption says of it; for checkpoints that know few things, so that all of them can be
/// looked for.
/// </summary>
internal static class Inventory
{
    /// <summary>Boxes that overlap more, as intersection over union, are of one thing.</summary>
    private const double SameThing = 0.3;

    /// <summary>So are boxes of which the smaller one lies within the other by more than this share.</summary>
    private const double Within = 0.4;

    /// <summary>Less likely boxes are left out.</summary>
    private const double Least = 0.05;

    /// <summary>A part of a box that can stand for itself.</summary>
    private const double Likely = 0.5;

    /// <summary>By so much parts must be surer together than their whole.</summary>
    private const double SplitOdds = 1;

    /// <summary>Boxes that hold no thing in common, the surest first.</summary>
    public static IReadOnlyList<InventoryItem> Of(
        DenseFeatures dense, IReadOnlyList<(ThingEntry Thing, EncodedText Phrase)> things, InventoryFit fit)
    {
        InventoryItem[] items = [.. Candidates(dense, things, fit).Where(item => item.Probability >= Least).OrderByDescending(item => item.Probability)];
        var kept = Apart(items);
        foreach (var item in kept.ToArray()) Split(item, kept, items);
        return [.. kept.OrderByDescending(item => item.Probability)];
    }

    // The surest of them that hold no thing in common.
    private static List<InventoryItem> Apart(IEnumerable<InventoryItem> items)
    {
        var kept = new List<InventoryItem>();
        foreach (var item in items)
        {
            if (kept.TrueForAll(other => !AreOne(item.Box, other.Box))) kept.Add(item);
        }

        return kept;
    }

    // A box around two things that touch can be surer than each of the two, but not than both together.
    private static void Split(InventoryItem whole, List<InventoryItem> kept, IReadOnlyList<InventoryItem> items)
    {
        var parts = Apart(items.Where(item => item != whole && item.Probability >= Likely && kept.TrueForAll(other => other == whole || !AreOne(item.Box, other.Box))));
        if (parts.Count < 2 || parts.Sum(Odds) <= Math.Max(0, Odds(whole)) + SplitOdds) return;

        kept.Remove(whole);
        kept.AddRange(parts);

        static double Odds(InventoryItem item) => ClaimFit.LogOdds(item.Probability);
    }

    /// <summary>All boxes that may hold a thing, in no order.</summary>
    public static IReadOnlyList<InventoryItem> Candidates(
        DenseFeatures dense, IReadOnlyList<(ThingEntry Thing, EncodedText Phrase)> things, InventoryFit? fit)
    {
        var maps = new ThingMaps(dense, [.. things.Select(thing => thing.Phrase)]);
        return [.. Proposals.Of(maps, dense.PictureWidth, dense.PictureHeight).Select(box => Measure(box, maps, dense, things, fit))];
    }

    /// <summary>Whether two boxes can only be of one thing.</summary>
    public static bool AreOne(BoxPixels one, BoxPixels other)
    {
        var shared = one.SharedArea(other);
        return shared > 0 && (one.IntersectionOverUnion(other) > SameThing || shared > Within * Math.Min(one.Area, other.Area));
    }

    private static InventoryItem Measure(
        BoxPixels box, ThingMaps maps, DenseFeatures dense, IReadOnlyList<(ThingEntry Thing, EncodedText Phrase)> things, InventoryFit? fit)
    {
        var cosines = maps.Cosines(box);
        var (best, next) = (0, float.NegativeInfinity);
        for (var index = 1; index < cosines.Length; index++)
        {
            if (cosines[index] > cosines[best]) (best, next) = (index, cosines[best]);
            else next = Math.Max(next, cosines[index]);
        }

        var (inside, around) = Foreground(box, maps.Foreground, dense);
        var area = Math.Log(box.Width * box.Height / dense.PictureWidth / dense.PictureHeight);
        double[] features =
            [cosines[best], Math.Sqrt(cosines[best] - next), inside, around, area, area * area, Math.Pow(Math.Log(box.Width / box.Height), 2)];
        return new InventoryItem(box, things[best].Thing, features, fit?.Probability(features) ?? 0);
    }

    // The mean over the patches whose centres lie in the box, and over those within one patch around it.
    private static (double Inside, double Around) Foreground(BoxPixels box, HeatMap map, DenseFeatures dense)
    {
        double width = (double)dense.PictureWidth / map.Grid.Columns, height = (double)dense.PictureHeight / map.Grid.Rows;
        double inside = 0, around = 0;
        int within = 0, near = 0;
        for (var row = 0; row < map.Grid.Rows; row++)
        {
            for (var column = 0; column < map.Grid.Columns; column++)
            {
                double x = (column + 0.5) * width, y = (row + 0.5) * height;
                if (x <= box.X1 - width || x >= box.X2 + width || y <= box.Y1 - height || y >= box.Y2 + height) continue;

                if (x > box.X1 && x < box.X2 && y > box.Y1 && y < box.Y2)
                {
                    inside += map.At(row, column);
                    within++;
                }
                else
                {
                    around += map.At(row, column);
                    near++;
                }
            }
        }

        return (within > 0 ? inside / within : 0, near > 0 ? around / near : 0);
    }
}
