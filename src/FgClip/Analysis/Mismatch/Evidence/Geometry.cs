using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>Positions, relations and sizes, from where things were located: a caption's score says nothing about them.</summary>
internal static class Geometry
{
    /// <summary>Half the side of the middle, in picture sides.</summary>
    private const double MiddleReach = 0.14;

    /// <summary>
    /// Between small and large: the longer side of the located box over the picture's shorter side. Fitted on drawn
    /// scenes, where located boxes come out a little smaller than their things.
    /// </summary>
    public const double SizeBoundary = 0.345;

    private static readonly string[] Edges = ["left", "right", "top", "bottom"];

    /// <summary>Where a thing's centre lies.</summary>
    public static Reading Position(IReadOnlyList<Instance> instances, string place, DenseFeatures picture)
    {
        if (instances.Count == 0) return Reading.None("nothing located");

        var (margin, best) = instances.Select(instance => (Margin: At(instance, place, picture), instance)).MaxBy(entry => entry.Margin);
        var actual = SlotText.Opposite(place) ?? Edges.MaxBy(other => At(best, other, picture))!;
        return new Reading(margin, "centre of the located thing, picture sides", actual, best.Box);
    }

    /// <summary>Where a thing's centre lies, seen from another's.</summary>
    public static Reading Relation((Place Subject, Place Object)? pair, string relation, DenseFeatures picture) =>
        pair is { } found
            ? new Reading(
                Apart(found.Subject.Instance, found.Object.Instance, relation, picture), "difference of the located centres, picture sides",
                SlotText.Opposite(relation), found.Subject.Instance.Box)
            : Reading.None("no two places located");

    /// <summary>How large a thing is within the picture.</summary>
    public static Reading Size(IReadOnlyList<Instance> instances, string size, DenseFeatures picture)
    {
        if (instances.Count == 0) return Reading.None("nothing located");

        double shorter = Math.Min(picture.PictureWidth, picture.PictureHeight);
        var sign = size == "small" ? -1 : 1;
        var (margin, best) = instances
            .Select(instance => (Margin: sign * (Math.Max(instance.Box.Width, instance.Box.Height) / shorter - SizeBoundary), instance))
            .MaxBy(entry => entry.Margin);
        return new Reading(margin, "longer side of the located box, shorter picture sides", size == "small" ? "large" : "small", best.Box);
    }

    private static double At(Instance instance, string place, DenseFeatures picture)
    {
        var x = (instance.Box.X1 + instance.Box.X2) / 2 / picture.PictureWidth - 0.5;
        var y = (instance.Box.Y1 + instance.Box.Y2) / 2 / picture.PictureHeight - 0.5;
        return place switch
        {
            "left" => -x,
            "right" => x,
            "top" => -y,
            "bottom" => y,
            _ => MiddleReach - Math.Max(Math.Abs(x), Math.Abs(y)),
        };
    }

    private static double Apart(Instance subject, Instance other, string relation, DenseFeatures picture)
    {
        var x = (subject.Box.X1 + subject.Box.X2 - other.Box.X1 - other.Box.X2) / 2 / picture.PictureWidth;
        var y = (subject.Box.Y1 + subject.Box.Y2 - other.Box.Y1 - other.Box.Y2) / 2 / picture.PictureHeight;
        return relation switch
        {
            "left" => -x,
            "right" => x,
            "above" => -y,
            _ => y,
        };
    }
}
