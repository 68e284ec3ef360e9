using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// Positions, relations and sizes, from where things were located: a caption's score says nothing about them. A claim is
/// true if it is of any of the thing's places; so each place counts by its probability to show the thing at all, and the
/// claim's odds are those that some place shows it as claimed, given that some place shows it. Centres are those of the
/// places as found, which their neighbours do not pull; sides are those of the whole extent.
/// </summary>
internal static class Geometry
{
    private const string Unit = ", log-odds";

    /// <summary>
    /// Half the side of the middle, in picture sides: more than the 0.14 at which the edges begin, since a thing near the border
    /// of both is called either, and its centre is not located exactly.
    /// </summary>
    private const double MiddleReach = 0.25;

    // How finely located boxes tell: the error of a centre in picture sides, and of the logarithm of a side.
    private const double CenterError = 0.04;
    private const double SideError = 0.12;

    /// <summary>
    /// Between small and large: the longer side of the located box over the picture's shorter side. Fitted on drawn
    /// scenes, where located boxes come out a little smaller than their things.
    /// </summary>
    public const double SizeBoundary = 0.39;

    /// <summary>Probabilities are bounded by it: one place in so many is another thing than it seems, however far it lies.</summary>
    private const double Least = 0.0025;

    private static readonly string[] Edges = ["left", "right", "top", "bottom"];

    /// <summary>Where a thing's centre lies.</summary>
    public static Reading Position(IReadOnlyList<Place> places, string place, DenseFeatures picture)
    {
        if (places.Count == 0) return Reading.None("nothing located");

        var (odds, best) = Odds(places, one => one.Probability, one => PositionOdds(one, place, picture));
        var likeliest = places.MaxBy(one => one.Probability)!.Instance.Box;
        var actual = SlotText.Opposite(place) ?? Edges.MaxBy(other => At(likeliest, other, picture))!;
        return new Reading(odds, "centre of the located thing" + Unit, actual, best.Box);
    }

    /// <summary>Where a thing's centre lies, seen from another's.</summary>
    public static Reading Relation(IReadOnlyList<(Place Subject, Place Object)> pairs, string relation, DenseFeatures picture)
    {
        if (pairs.Count == 0) return Reading.None("no two places located");

        var (odds, best) = Odds(
            pairs, pair => pair.Subject.Probability * pair.Object.Probability,
            pair => RelationOdds(pair.Subject, pair.Object, relation, picture));
        return new Reading(odds, "difference of the located centres" + Unit, SlotText.Opposite(relation), best.Subject.Box);
    }

    /// <summary>How large a thing is within the picture.</summary>
    public static Reading Size(IReadOnlyList<Place> places, string size, DenseFeatures picture)
    {
        if (places.Count == 0) return Reading.None("nothing located");

        var (odds, best) = Odds(places, one => one.Probability, one => SizeOdds(one, size, picture));
        return new Reading(odds, "side of the located box" + Unit, size == "small" ? "large" : "small", best.Box)
        {
            Shortlist = [new ScoredValue(size == "small" ? "large" : "small", 0)],
        };
    }

    /// <summary>The log-odds that a place lies as claimed.</summary>
    public static double PositionOdds(Place place, string position, DenseFeatures picture) => At(place.Instance.Box, position, picture) / CenterError;

    /// <summary>The log-odds that one place lies to another as claimed.</summary>
    public static double RelationOdds(Place subject, Place other, string relation, DenseFeatures picture) =>
        Apart(subject.Instance.Box, other.Instance.Box, relation, picture) / CenterError;

    /// <summary>The log-odds that a place is as large as claimed.</summary>
    public static double SizeOdds(Place place, string size, DenseFeatures picture)
    {
        double shorter = Math.Min(picture.PictureWidth, picture.PictureHeight);
        return (size == "small" ? -1 : 1) * Math.Log(Side(place.Box) / shorter / SizeBoundary) / SideError;
    }

    // The likeliest place that shows the claim is where it is checked.
    private static (double Odds, T Best) Odds<T>(IReadOnlyList<T> places, Func<T, double> shows, Func<T, double> asClaimed)
    {
        double noneShows = 1, noneAsClaimed = 1;
        foreach (var place in places)
        {
            noneShows *= 1 - shows(place);
            noneAsClaimed *= 1 - (shows(place) * ClaimFit.Sigmoid(asClaimed(place)));
        }

        var probability = Math.Clamp((1 - noneAsClaimed) / Math.Max(1 - noneShows, double.Epsilon), Least, 1 - Least);
        return (ClaimFit.LogOdds(probability), places.MaxBy(place => shows(place) * (Least + ClaimFit.Sigmoid(asClaimed(place))))!);
    }

    private static double Side(BoxPixels box) => Math.Max(box.Width, box.Height);

    private static double At(BoxPixels box, string place, DenseFeatures picture)
    {
        var x = (box.X1 + box.X2) / 2 / picture.PictureWidth - 0.5;
        var y = (box.Y1 + box.Y2) / 2 / picture.PictureHeight - 0.5;
        return place switch
        {
            "left" => -x,
            "right" => x,
            "top" => -y,
            "bottom" => y,
            _ => MiddleReach - Math.Max(Math.Abs(x), Math.Abs(y)),
        };
    }

    private static double Apart(BoxPixels subject, BoxPixels other, string relation, DenseFeatures picture)
    {
        var x = (subject.X1 + subject.X2 - other.X1 - other.X2) / 2 / picture.PictureWidth;
        var y = (subject.Y1 + subject.Y2 - other.Y1 - other.Y2) / 2 / picture.PictureHeight;
        return relation switch
        {
            "left" => -x,
            "right" => x,
            "above" => -y,
            _ => y,
        };
    }
}
