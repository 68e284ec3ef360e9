using FgClip.Analysis.Mismatch.Claims;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// Which place of a picture each thing of a caption is: each has its own, and together they explain best what the caption
/// says of them. A caption may be wrong about anything, so no single word counts for more than it would to be a mistake; one
/// about the thing itself is the least likely, and colours that are exchanged are one mistake and not two.
/// </summary>
/// <param name="caption">The caption.</param>
/// <param name="places">The places that a thing may be at; the same boxes for all of them.</param>
/// <param name="picture">The picture.</param>
internal sealed class Assignment(ParsedCaption caption, Func<ThingMention, IReadOnlyList<Place>> places, DenseFeatures picture)
{
    /// <summary>So many ways to go on are followed up; captions of up to three things have no more.</summary>
    private const int Ways = 128;

    // How unlikely it is, as a logarithm, that a caption is wrong about a thing, or about something else.
    private const double WrongThing = 4;
    private const double WrongWord = 3;
    private const double WrongSize = 2;

    /// <summary>Two things at one place are no way to read a caption.</summary>
    private const double OnePlace = 8;

    /// <summary>Of two wrong colours that are each other's, this much is forgiven.</summary>
    private const double Exchanged = 2;

    /// <summary>What a colour's margin is worth, in log-odds.</summary>
    private const double ColorScale = 20;

    /// <summary>The place of every thing that is located at all.</summary>
    public IReadOnlyDictionary<ThingMention, Place> Solve()
    {
        ThingMention[] mentions = [.. caption.Mentions.Where(mention => places(mention).Count > 0)];
        List<Way> ways = [new([], 0)];
        foreach (var mention in mentions)
        {
            ways = [.. ways
                .SelectMany(way => places(mention).Select(place => new Way([.. way.Places, place], way.Score + Fit(mention, place) + Together(mentions, way.Places, place))))
                .OrderByDescending(way => way.Score)
                .Take(Ways)];
        }

        return mentions.Zip(ways[0].Places).ToDictionary<(ThingMention First, Place Second), ThingMention, Place>(pair => pair.First, pair => pair.Second, ReferenceEqualityComparer.Instance);
    }

    private static double Likelihood(double odds, double wrong) => Math.Max(-wrong, Math.Log(ClaimFit.Sigmoid(odds)));

    private double Fit(ThingMention mention, Place place)
    {
        var score = Math.Log(place.Sure) + Likelihood(ClaimFit.LogOdds(place.ThingProbability), WrongThing);
        if (place.Color is { } color) score += Likelihood(ColorScale * color.Margin, WrongWord);
        foreach (var claim in caption.Claims.Where(claim => ReferenceEquals(claim.Subject, mention) && !claim.Negated && !claim.IsForCaption))
        {
            score += claim.Kind switch
            {
                ClaimKind.Size => Likelihood(Geometry.SizeOdds(place, claim.Value, picture), WrongSize),
                ClaimKind.Position => Likelihood(Geometry.PositionOdds(place, claim.Value, picture), WrongWord),
                _ => 0,
            };
        }

        return score;
    }

    // What a further thing's place adds beside those of the things before it.
    private double Together(ThingMention[] mentions, IReadOnlyList<Place> before, Place place)
    {
        var (own, score) = (mentions[before.Count], 0.0);
        for (var index = 0; index < before.Count; index++)
        {
            var (other, there) = (mentions[index], before[index]);
            if (!IsMany(own) && !IsMany(other) && Inventory.AreOne(place.Box, there.Box)) score -= OnePlace;
            if (AreExchanged(caption, own, place, other, there)) score += Exchanged;
            foreach (var claim in caption.Claims.Where(claim => claim is { Kind: ClaimKind.Relation, Negated: false, IsForCaption: false }))
            {
                if (ReferenceEquals(claim.Subject, own) && ReferenceEquals(claim.Object, other)) score += Likelihood(Geometry.RelationOdds(place, there, claim.Value, picture), WrongWord);
                else if (ReferenceEquals(claim.Subject, other) && ReferenceEquals(claim.Object, own)) score += Likelihood(Geometry.RelationOdds(there, place, claim.Value, picture), WrongWord);
            }
        }

        return score;
    }

    /// <summary>Whether two things at their places have each other's colours.</summary>
    public static bool AreExchanged(ParsedCaption caption, ThingMention one, Place here, ThingMention other, Place there) =>
        here.Color is { Margin: < 0 } color && there.Color is { Margin: < 0 } second
        && color.Others[0].Value == PlaceChooser.ColorOf(caption, other) && second.Others[0].Value == PlaceChooser.ColorOf(caption, one);

    private static bool IsMany(ThingMention mention) => mention.Plural || mention.Count is { Value: not "1" };

    private sealed record Way(IReadOnlyList<Place> Places, double Score);
}
