using FgClip.Analysis.Instances;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// Proposes places of a phrase, with and without the colour that a caption states. The phrase with its colour finds the
/// right one of several things and its whole extent; without it a thing is found whose colour is stated wrongly.
/// </summary>
internal static class PlaceFinder
{
    /// <summary>Once leaves bumps within large things.</summary>
    private const int Smoothing = 2;

    /// <summary>Boxes that overlap more, as intersection over union, are one place found twice.</summary>
    private const double SamePlace = 0.7;

    /// <summary>The places, those of the whole phrase first; none where its map is flat.</summary>
    /// <param name="dense">The picture.</param>
    /// <param name="phrase">The thing with its colour.</param>
    /// <param name="plain">The thing alone; may be the same.</param>
    public static IReadOnlyList<Instance> Find(DenseFeatures dense, EncodedText phrase, EncodedText plain)
    {
        List<Instance> places = [.. Of(dense, phrase)];
        if (ReferenceEquals(phrase, plain)) return places;

        var own = places.Count;
        places.AddRange(Of(dense, plain).Where(
            place => places.Take(own).All(other => other.Box.IntersectionOverUnion(place.Box) < SamePlace)));
        return places;
    }

    /// <summary>The places of one phrase, highest peak first.</summary>
    public static IEnumerable<Instance> Of(DenseFeatures dense, EncodedText phrase) =>
        InstanceFinder.Find(SmoothedMap.Of(dense, phrase, Smoothing), dense.PictureWidth, dense.PictureHeight)
            .Select(found => new Instance(found, dense.Region(found.Box)));
}
