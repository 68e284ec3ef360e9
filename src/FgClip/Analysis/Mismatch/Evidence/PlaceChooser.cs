using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Lexicon;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>Chooses where the things of one caption are in one picture. Not thread-safe: it remembers.</summary>
internal sealed class PlaceChooser(
    DenseFeatures dense, ParsedCaption caption, IReadOnlyDictionary<string, EncodedText> phrases, PlaceFit fit, bool scenesOnly)
{
    /// <summary>Boxes that overlap more, as intersection over union, are the same thing.</summary>
    private const double SamePlace = 0.3;

    /// <summary>Where even the best place is less sure, the caption is rather wrong about the thing or about its colour.</summary>
    private const double Doubtful = 0.3;

    private readonly Dictionary<string, IReadOnlyList<Place>> _places = [];

    /// <summary>The colour that the caption states of a thing; null where it states none.</summary>
    public static string? ColorOf(ParsedCaption caption, ThingMention mention) =>
        mention.Color?.Value
        ?? caption.Claims.FirstOrDefault(claim => claim.Kind == ClaimKind.Color && ReferenceEquals(claim.Subject, mention))?.Value;

    /// <summary>The place that fits a thing best; null where its map is flat.</summary>
    public Place? Best(ThingMention mention) => All(mention) is [var best, ..] ? best : null;

    /// <summary>Two different places for two things, in every combination.</summary>
    public IReadOnlyList<(Place Subject, Place Object)> Pairs(ThingMention subject, ThingMention other) =>
    [
        .. from one in All(subject)
           from two in All(other)
           where one.Instance.Box.IntersectionOverUnion(two.Instance.Box) < SamePlace
           select (one, two),
    ];

    /// <summary>The places of the whole phrase alone, colour included, which do not overlap: what is counted.</summary>
    public IReadOnlyList<Place> Apart(ThingMention mention) =>
        [.. PlaceFinder.Of(dense, phrases[mention.Phrase(ColorOf(caption, mention))]).Select(instance => Judge(instance, mention, ColorOf(caption, mention)))];

    /// <summary>All places, best first.</summary>
    public IReadOnlyList<Place> All(ThingMention mention)
    {
        var color = ColorOf(caption, mention);
        var key = mention.Phrase(color);
        if (_places.TryGetValue(key, out var known)) return known;

        Place[] places = [.. PlaceFinder.Find(dense, phrases[key], phrases[mention.Phrase()])
            .Select(instance => Judge(instance, mention, color))
            .OrderByDescending(place => place.Probability)];
        return _places[key] = places is [{ Probability: < Doubtful }, ..] ? [.. places.OrderByDescending(place => place.HalfFit)] : places;
    }

    private Place Judge(Instance instance, ThingMention mention, string? color)
    {
        var thing = Comparison.Of(
            instance.CosineWith(phrases[mention.Phrase()]), Alternatives.Things(mention.Thing, scenesOnly), other => other.English,
            other => instance.CosineWith(phrases[other.Phrase(caption.Language)]));
        var colors = color is null ? null : Colors(instance, mention, color);
        double cosine = instance.CosineWith(phrases[mention.Phrase(color)]);
        return new Place(instance, thing, colors, cosine, fit.Probability(instance, cosine, thing.Margin, colors?.Margin));
    }

    private Comparison Colors(Instance instance, ThingMention mention, string color) => Comparison.Of(
        instance.CosineWith(phrases[mention.Phrase(color)]), Alternatives.Words(WordKind.Color, color), value => value,
        value => instance.CosineWith(phrases[mention.Phrase(value)]));
}
