using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Lexicon;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>Chooses where the things of one caption are in one picture. Not thread-safe: it remembers.</summary>
internal sealed class PlaceChooser(
    DenseFeatures dense, ParsedCaption caption, IReadOnlyDictionary<string, EncodedText> phrases, bool scenesOnly)
{
    /// <summary>A further place counts as another such thing if it fits this well, as a share of the best one.</summary>
    private const double FurtherFit = 0.6;

    /// <summary>Boxes that overlap more, as intersection over union, are the same thing.</summary>
    private const double SamePlace = 0.3;

    /// <summary>Where even the best place fits worse, the caption is wrong about the thing or about its colour.</summary>
    private const double NoFit = -0.5;

    private readonly Dictionary<string, IReadOnlyList<Place>> _places = [];

    /// <summary>The colour that the caption states of a thing; null where it states none.</summary>
    public static string? ColorOf(ParsedCaption caption, ThingMention mention) =>
        mention.Color?.Value
        ?? caption.Claims.FirstOrDefault(claim => claim.Kind == ClaimKind.Color && ReferenceEquals(claim.Subject, mention))?.Value;

    /// <summary>The place that fits a thing best; null where its map is flat.</summary>
    public Place? Best(ThingMention mention) => All(mention) is [var best, ..] ? best : null;

    /// <summary>The places of things that fit nearly as well as the best one, which comes first; they hardly overlap.</summary>
    public IReadOnlyList<Place> Likely(ThingMention mention)
    {
        var likely = new List<Place>();
        foreach (var place in All(mention))
        {
            if (likely.Count > 0 && place.Fit < FurtherFit * likely[0].Fit) break;
            if (likely.TrueForAll(other => other.Instance.Box.IntersectionOverUnion(place.Instance.Box) < SamePlace)) likely.Add(place);
            if (likely[0].Fit <= 0) break;
        }

        return likely;
    }

    /// <summary>The two different places that fit two things best together; null where there are none.</summary>
    public (Place Subject, Place Object)? Pair(ThingMention subject, ThingMention other)
    {
        var pairs =
            from one in All(subject)
            from two in All(other)
            where one.Instance.Box.IntersectionOverUnion(two.Instance.Box) < SamePlace
            select (one, two);
        return pairs.Select(pair => ((Place, Place)?)pair).MaxBy(pair => pair!.Value.Item1.Fit + pair.Value.Item2.Fit);
    }

    // Best first.
    private IReadOnlyList<Place> All(ThingMention mention)
    {
        var color = ColorOf(caption, mention);
        var key = mention.Phrase(color);
        if (_places.TryGetValue(key, out var known)) return known;

        var things = Alternatives.Things(mention.Thing, scenesOnly);
        Place[] places = [.. PlaceFinder.Find(dense, phrases[key], phrases[mention.Phrase()])
            .Select(instance => new Place(
                instance,
                Comparison.Of(
                    instance.CosineWith(phrases[mention.Phrase()]), things, thing => thing.English,
                    thing => instance.CosineWith(phrases[thing.Phrase(caption.Language)])),
                color is null ? null : Colors(instance, mention, color)))
            .OrderByDescending(place => place.Fit)];
        return _places[key] = places is [{ Fit: < NoFit }, ..] ? [.. places.OrderByDescending(place => place.HalfFit)] : places;
    }

    private Comparison Colors(Instance instance, ThingMention mention, string color) => Comparison.Of(
        instance.CosineWith(phrases[mention.Phrase(color)]), Alternatives.Words(WordKind.Color, color), value => value,
        value => instance.CosineWith(phrases[mention.Phrase(value)]));
}
