using FgClip.Analysis.Instances;
using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Lexicon;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>Chooses where the things of one caption are in one picture. Not thread-safe: it remembers.</summary>
/// <param name="dense">The picture.</param>
/// <param name="caption">The caption.</param>
/// <param name="phrases">The features of its phrases and of their alternatives.</param>
/// <param name="fit">How places are judged.</param>
/// <param name="scenesOnly">Things are compared with those of the drawn scenes alone.</param>
/// <param name="known">
/// Boxes that hold one thing each, with how sure that is, to choose from instead of looking for places; null: look.
/// </param>
/// <param name="knowsAll">There is nothing in the picture but what is known.</param>
internal sealed class PlaceChooser(
    DenseFeatures dense, ParsedCaption caption, IReadOnlyDictionary<string, EncodedText> phrases, PlaceFit fit, bool scenesOnly,
    IReadOnlyList<KnownBox>? known = null, bool knowsAll = false)
{
    /// <summary>Boxes that overlap more, as intersection over union, are the same thing.</summary>
    private const double SamePlace = 0.3;

    /// <summary>Boxes that overlap more are one place found twice.</summary>
    private const double TwiceFound = 0.7;

    /// <summary>Where even the best place is less sure, the caption is rather wrong about the thing or about its colour.</summary>
    private const double Doubtful = 0.3;

    private const double Likely = 0.5;

    /// <summary>How sure it is that a place holds a thing which is not among the known ones.</summary>
    private const double Unknown = 0.05;

    // Of a phrase's own places beside the known ones only the highest.
    private const float FoundLevel = 0.7f;
    private const int MostFound = 2;

    private readonly Dictionary<string, IReadOnlyList<Place>> _places = [];
    private readonly Dictionary<string, IReadOnlyList<Place>> _apart = [];
    private readonly Dictionary<string, IReadOnlyList<(string Value, EncodedText Phrase)>> _others = [];
    private IReadOnlyDictionary<ThingMention, Place>? _assigned;

    /// <summary>The colour that the caption states of a thing; null where it states none.</summary>
    public static string? ColorOf(ParsedCaption caption, ThingMention mention) =>
        mention.Color?.Value
        ?? caption.Claims.FirstOrDefault(claim => claim.Kind == ClaimKind.Color && ReferenceEquals(claim.Subject, mention))?.Value;

    /// <summary>The place of a thing; null where none is located.</summary>
    public Place? Best(ThingMention mention) =>
        known is not null ? Assigned.GetValueOrDefault(mention) : All(mention) is [var best, ..] ? best : null;

    /// <summary>
    /// The places that what is said of a thing is held against: all of them, or where none is likely to be meant the thing's own
    /// alone.
    /// </summary>
    public IReadOnlyList<Place> Meant(ThingMention mention)
    {
        var all = All(mention);
        return known is not null && all is [{ Probability: < Doubtful }, ..] && Best(mention) is { } own ? [own] : all;
    }

    /// <summary>Two different places for two things, in every combination.</summary>
    public IReadOnlyList<(Place Subject, Place Object)> Pairs(ThingMention subject, ThingMention other) =>
    [
        .. from one in Meant(subject)
           from two in Meant(other)
           where one.Instance.Box.IntersectionOverUnion(two.Instance.Box) < SamePlace
           select (one, two),
    ];

    /// <summary>The places of the whole phrase alone, colour included, which do not overlap.</summary>
    public IReadOnlyList<Place> Apart(ThingMention mention)
    {
        var color = ColorOf(caption, mention);
        var key = mention.Phrase(color);
        return _apart.TryGetValue(key, out var places) ? places : _apart[key] = Judge(mention, color, ofWhole: true);
    }

    /// <summary>Those of them that are counted: known ones, where there are any.</summary>
    public IReadOnlyList<Place> Counted(ThingMention mention)
    {
        var places = Apart(mention);
        return places.Any(place => place.Sure > Unknown) ? [.. places.Where(place => place.Sure > Unknown)] : places;
    }

    /// <summary>All places, best first.</summary>
    public IReadOnlyList<Place> All(ThingMention mention)
    {
        var color = ColorOf(caption, mention);
        var key = mention.Phrase(color);
        if (_places.TryGetValue(key, out var remembered)) return remembered;

        var own = Apart(mention);
        // The phrase with its colour finds the right one of several things and its whole extent; without it a thing is found
        // whose colour is stated wrongly.
        IEnumerable<Place> plain = color is null || known is not null
            ? []
            : Judge(mention, color, ofWhole: false).Where(place => own.All(other => other.Instance.Box.IntersectionOverUnion(place.Instance.Box) < TwiceFound));
        Place[] places = [.. own.Concat(plain).OrderByDescending(place => place.Probability)];
        return _places[key] = places is not [{ Probability: < Doubtful }, ..] ? places
            // The thing is there in another colour; or else something else is where the colour is.
            : places.Any(place => place.ThingProbability >= Likely) ? [.. places.OrderByDescending(place => place.ThingProbability)]
            : [.. places.OrderByDescending(place => place.HalfFit)];
    }

    /// <summary>The margin of the colour of another thing that has this one's, as this one has its; null where there is none.</summary>
    public double? Exchanged(ThingMention mention)
    {
        if (known is null || Best(mention) is not { } here) return null;

        foreach (var (other, there) in Assigned)
        {
            if (!ReferenceEquals(other, mention) && Assignment.AreExchanged(caption, mention, here, other, there)) return there.Color!.Margin;
        }

        return null;
    }

    private IReadOnlyDictionary<ThingMention, Place> Assigned => _assigned ??= new Assignment(caption, Apart, dense).Solve();

    // The places of one map, judged by all that the caption says.
    private IReadOnlyList<Place> Judge(ThingMention mention, string? color, bool ofWhole)
    {
        var phrase = phrases[mention.Phrase(ofWhole ? color : null)];
        var maps = PhraseMaps.Of(dense, phrase);
        if (known is not null)
        {
            return
            [
                .. GivenInstances.Of(maps.Once, [.. known.Select(one => one.Box)], dense.PictureWidth, dense.PictureHeight)
                    .Zip(known, (found, one) => Judge(new Instance(found, dense.Region(found.Box)), mention, color, one.Probability)),
                .. Others(maps).Select(found => Judge(new Instance(found, dense.Region(found.Box)), mention, color, Unknown)),
            ];
        }

        Place[] places = [.. InstanceFinder.Find(maps.Twice, dense.PictureWidth, dense.PictureHeight)
            .Select(found => Judge(new Instance(found, dense.Region(found.Box)), mention, color))];
        var boxes = InstanceExtents.Of(
            maps.Once, [.. places.Select(place => place.Instance.Found)], IsThing, dense.PictureWidth, dense.PictureHeight);
        return [.. places.Zip(boxes, (place, box) => place with { Box = box })];

        bool IsThing(int index) =>
            (ofWhole ? places[index].Probability : places[index].ThingProbability) >= Doubtful;
    }

    // What is known may lack a thing that its own phrase finds.
    private IEnumerable<FoundInstance> Others(PhraseMaps maps) => knowsAll
        ? []
        : InstanceFinder.Find(maps.Twice, dense.PictureWidth, dense.PictureHeight)
            .Where(found => found.Level >= FoundLevel && known!.All(one => !Inventory.AreOne(one.Box, found.Box)))
            .Take(MostFound);

    private Place Judge(Instance instance, ThingMention mention, string? color, double sure = 1)
    {
        var thing = Comparison.Of(
            instance.CosineWith(phrases[mention.Phrase()]), OthersOf(mention), other => other.Value, other => instance.CosineWith(other.Phrase));
        var colors = color is null ? null : Colors(instance, mention, color);
        double cosine = instance.CosineWith(phrases[mention.Phrase(color)]);
        return new Place(
            instance, instance.Box, thing, colors, cosine, fit.Probability(instance, cosine, thing.Margin, colors?.Margin, sure),
            fit.Probability(instance, thing.Own, thing.Margin, null, sure))
        {
            Sure = sure,
        };
    }

    private IReadOnlyList<(string Value, EncodedText Phrase)> OthersOf(ThingMention mention)
    {
        var key = mention.Phrase();
        return _others.TryGetValue(key, out var others) ? others : _others[key] =
            [.. Alternatives.Things(mention.Thing, scenesOnly).Select(other => (other.English, phrases[other.Phrase(caption.Language)]))];
    }

    private Comparison Colors(Instance instance, ThingMention mention, string color) => Comparison.Of(
        instance.CosineWith(phrases[mention.Phrase(color)]), Alternatives.Words(WordKind.Color, color), value => value,
        value => instance.CosineWith(phrases[mention.Phrase(value)]));
}
