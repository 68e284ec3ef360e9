using FgClip.Analysis.Mismatch.Claims;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// What a caption implies that says nothing but "a dog" or "a red dog": that there is one. It is no claim, for a dog may be one
/// among others; but where several that look just alike are there, it is likelier than not that the caption miscounts them.
/// </summary>
internal static class ImpliedCount
{
    /// <summary>Regions with a lower cosine are of things that can be told apart, such as by colour; same ones have 0.89 on drawn scenes.</summary>
    private const double Alike = 0.85;

    /// <summary>A caption with what it implies, as a further claim behind the others.</summary>
    public static ParsedCaption With(ParsedCaption caption)
    {
        if (caption.Mentions is not [{ Article: { } article, Plural: false, Elliptic: false } mention]
            || !caption.Claims.All(claim => claim is { Kind: ClaimKind.Thing or ClaimKind.Color, Negated: false }))
        {
            return caption;
        }

        return caption with { Claims = [.. caption.Claims, new CaptionClaim(ClaimKind.Count, article, article, "1", mention) { Implied = true }] };
    }

    /// <summary>How likely it is that the caption is right, given the probability of there being one: as many people say it of several as do not.</summary>
    public static double Score(double probability) => (1 + probability) / 2;

    /// <summary>Of some places those that look like the likeliest.</summary>
    public static IReadOnlyList<Place> LookAlikes(IReadOnlyList<Place> places) => places.MaxBy(place => place.Probability) is { } best
        ? [.. places.Where(place => Cosine.Of(place.Instance.Feature, best.Instance.Feature) >= Alike)]
        : [];
}
