using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Evidence;
using FgClip.Encoding;

namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>Places that were found for the things of a scene's captions, each with whether it shows such a thing.</summary>
internal static class PlaceSamples
{
    /// <summary>What is measured of a place, as calibrations name it.</summary>
    public static IReadOnlyList<string> Names { get; } = ["level", "prominence", "cosine", "peak", "thing", "color", "stated", "sure"];

    /// <summary>A place shows the thing whose box it overlaps by so much, as intersection over union.</summary>
    private const double Overlap = 0.2;

    /// <summary>The samples of one picture.</summary>
    public static async Task<IReadOnlyList<Sample>> OfAsync(
        MismatchDetector detector, Scene scene, int index, EncodedImage image, string language, CancellationToken cancellation)
    {
        string[] captions = [.. scene.Mismatches.SelectMany(pair => new[] { pair.In(language).Right, pair.In(language).Wrong })];
        var samples = new List<Sample>();
        var seen = new HashSet<string>();
        foreach (var caption in captions.Select(CaptionParser.Parse))
        {
            foreach (var (mention, places) in await detector.PlacesAsync(image, caption, cancellation).ConfigureAwait(false))
            {
                var color = PlaceChooser.ColorOf(caption, mention);
                if (!seen.Add(mention.Phrase(color))) continue;

                SceneObject[] meant = [.. scene.Objects.Where(thing => IsMeant(thing, mention, color))];
                var taken = new HashSet<SceneObject>();
                foreach (var place in places.OrderByDescending(place => place.Instance.Found.Level))
                {
                    var best = meant.Where(thing => !taken.Contains(thing))
                        .MaxBy(thing => thing.Bounds.IntersectionOverUnion(place.Box));
                    var shows = best is not null && best.Bounds.IntersectionOverUnion(place.Box) >= Overlap;
                    if (shows) taken.Add(best!);
                    samples.Add(new Sample(index, "places", FeaturesOf(place), shows));
                }
            }
        }

        return samples;
    }

    private static double[] FeaturesOf(Place place) =>
    [
        place.Instance.Found.Level, place.Instance.Found.Prominence, place.Cosine, place.Instance.Peak, place.Thing.Margin,
        place.Color?.Margin ?? 0, place.Color is null ? 0 : 1, place.Sure,
    ];

    private static bool IsMeant(SceneObject thing, ThingMention mention, string? color) =>
        thing.Is(mention.Thing) && (color is null || thing.Color == color);
}
