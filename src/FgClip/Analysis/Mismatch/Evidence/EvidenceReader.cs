using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Lexicon;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>Reads one picture for the claims of one caption. Not thread-safe.</summary>
internal sealed class EvidenceReader(
    EncodedImage image,
    ParsedCaption caption,
    IReadOnlyDictionary<string, EncodedText> phrases,
    CaptionFeatures captions,
    PairScoring scoring,
    PlaceChooser places)
{
    /// <summary>What the picture says about a claim, without a second opinion.</summary>
    public Reading Read(CaptionClaim claim)
    {
        if (claim.Negated) return Reading.None("a denial, which no reading here decides");
        if (claim.IsForCaption) return Captions(claim);

        return claim switch
        {
            { Kind: ClaimKind.Thing, Subject: { } subject } => Thing(subject),
            { Kind: ClaimKind.Color, Subject: { } subject } => Color(subject, claim.Value),
            { Kind: ClaimKind.Attribute, Subject: { } subject } => Attribute(subject, claim),
            { Kind: ClaimKind.Position, Subject: { } subject } => Geometry.Position(places.Meant(subject), claim.Value, image.Dense),
            { Kind: ClaimKind.Relation, Subject: { } subject, Object: { } other } when Described(subject) == Described(other) =>
                Reading.None("two things described alike, which cannot be told apart"),
            { Kind: ClaimKind.Relation, Subject: { } subject, Object: { } other } =>
                Geometry.Relation(places.Pairs(subject, other), claim.Value, image.Dense),
            { Kind: ClaimKind.Size, Subject: { } subject } => Geometry.Size(places.Meant(subject), claim.Value, image.Dense),
            { Kind: ClaimKind.Count, Subject: { } subject } => InstanceCounter.Count(claim.Implied ? ImpliedCount.LookAlikes(places.Counted(subject)) : places.Counted(subject), claim.Value),
            { Kind: ClaimKind.Background } => Background(claim),
            _ => Whole(claim),
        };
    }

    private string Described(ThingMention mention) => mention.Phrase(PlaceChooser.ColorOf(caption, mention));

    private Reading Thing(ThingMention mention) => places.Best(mention) is { } place
        ? AtPlace(place, place.Thing, "region against other things, cosine")
        : Flat();

    private Reading Color(ThingMention mention, string color)
    {
        if (places.Best(mention) is not { } place) return Flat();

        // A caption may call one thing two colours; its place is that of the first.
        var comparison = PlaceChooser.ColorOf(caption, mention) == color && place.Color is { } known
            ? known
            : Compare(place.Instance, mention.Phrase(color), Alternatives.Words(WordKind.Color, color), value => mention.Phrase(value));
        var reading = AtPlace(place, comparison, "region against other colours, cosine");
        // Two colours that are each other's are one mistake, which the evidence for either speaks for.
        return places.Exchanged(mention) is { } other && comparison.Margin < 0
            ? reading with { Margin = comparison.Margin + other, Shortlist = [.. reading.Shortlist.Take(1)], Source = "two regions with each other's colours, cosine" }
            : reading;
    }

    private Reading Attribute(ThingMention mention, CaptionClaim claim)
    {
        if (places.Best(mention) is not { Instance: var place }) return Flat();

        var others = Alternatives.Attributes(claim, caption.Language);
        if (others.Count == 0) return Reading.None("no other attributes to compare with") with { Box = place.Box };

        var comparison = Compare(place, mention.Phrase(attribute: claim.Value), others, value => mention.Phrase(attribute: value));
        return new Reading(comparison.Margin, "region against other attributes, cosine", comparison.Others[0].Value, place.Box);
    }

    private Comparison Compare(Instance place, string own, IReadOnlyList<string> values, Func<string, string> phrase) => Comparison.Of(
        place.CosineWith(phrases[own]), values, value => value, value => place.CosineWith(phrases[phrase(value)]));

    private static Reading AtPlace(Place place, Comparison comparison, string source) =>
        new(comparison.Margin, source, comparison.Others[0].Value, place.Box)
        {
            Shortlist = [.. comparison.Others.Take(SecondOpinion.Values)],
            Cosine = place.Cosine,
            Peak = place.Instance.Peak,
            Sure = comparison.Margin * place.Sure,
        };

    private Reading Background(CaptionClaim claim)
    {
        string[] colors = [.. CaptionLexicon.Shared.Values(WordKind.Color)];
        var cosines = captions.Cosines(image, BackgroundCaptions.All(caption, claim));
        var things = cosines.Length / colors.Length;
        var scores = colors.Zip(cosines.Chunk(things), (color, own) => new ScoredValue(color, own.Average())).ToArray();
        var comparison = Comparison.Of(
            scores.Single(score => score.Value == claim.Value).Score, scores.Where(score => score.Value != claim.Value), score => score.Value, score => score.Score);
        return new Reading(comparison.Margin, "caption against other backgrounds, cosine", comparison.Others[0].Value);
    }

    // What no place decides: the caption against the same with other words in the slot, where the tables know some.
    private Reading Captions(CaptionClaim claim)
    {
        var others = Alternatives.OfCaption(claim, caption.Language);
        if (others.Count == 0) return Whole(claim);

        var cosines = captions.Cosines(image, EvidenceTexts.Variants(caption, claim, others));
        var comparison = Comparison.Of(cosines[0], others.Zip(cosines.Skip(1)), other => other.First, other => other.Second);
        return new Reading(comparison.Margin, "caption against others with other words here, cosine", comparison.Others[0].Value) { OfCaptions = true };
    }

    private Reading Whole(CaptionClaim claim) => new(scoring.Logit(captions.Cosines(image, [EvidenceTexts.Sentence(caption, claim, null)])[0]), "caption as a whole, logit");

    private static Reading Flat() => Reading.None("nothing located");
}
