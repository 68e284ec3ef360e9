using System.Globalization;
using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// Counts the instances of a thing: each place is one with a probability of its own, so every number has one, and a
/// claimed number is held against the likeliest other one.
/// </summary>
internal static class InstanceCounter
{
    // The lexicon has no words beyond it.
    private const int Most = 10;

    /// <summary>Probabilities are bounded by it, so that no reading is infinite.</summary>
    private const double Least = 0.0025;

    /// <summary>The claimed number against the others.</summary>
    /// <param name="places">The places of the whole phrase.</param>
    /// <param name="claimed">1 to <see cref="Most"/>.</param>
    public static Reading Count(IReadOnlyList<Place> places, string claimed)
    {
        if (places.Count == 0) return Reading.None("nothing located");

        var wanted = int.Parse(claimed, CultureInfo.InvariantCulture);
        var numbers = Numbers([.. places.Select(place => place.Probability)], Math.Max(Most, wanted));
        var others = Enumerable.Range(1, Most).Where(number => number != wanted)
            .Select(number => new ScoredValue(number.ToString(CultureInfo.InvariantCulture), Score(number)))
            .OrderByDescending(other => other.Score)
            .ToArray();
        if (Score(wanted) <= Math.Log(Least) && others[0].Score <= Math.Log(Least)) return Reading.None("no instance is likely");

        return new Reading(Score(wanted) - others[0].Score, "probability of the number of located instances, logarithm", others[0].Value, Around(places))
        {
            Shortlist = [.. others.Take(SecondOpinion.Values)],
        };

        double Score(int number) => Math.Log(Math.Max(Least, numbers[number]));
    }

    /// <summary>The probability of each number of things, from that of each place to be one: [0..most].</summary>
    public static double[] Numbers(IReadOnlyList<double> places, int most)
    {
        var numbers = new double[most + 1];
        numbers[0] = 1;
        foreach (var one in places)
        {
            for (var number = most; number > 0; number--) numbers[number] = (numbers[number] * (1 - one)) + (numbers[number - 1] * one);
            numbers[0] *= 1 - one;
        }

        return numbers;
    }

    // All likely instances together: a count is about every one of them.
    private static BoxPixels Around(IReadOnlyList<Place> places)
    {
        Place[] likely = [.. places.Where(place => place.Probability >= 0.5)];
        BoxPixels[] boxes = likely.Length > 0 ? [.. likely.Select(place => place.Box)] : [places[0].Box];
        return new BoxPixels(boxes.Min(box => box.X1), boxes.Min(box => box.Y1), boxes.Max(box => box.X2), boxes.Max(box => box.Y2));
    }
}
