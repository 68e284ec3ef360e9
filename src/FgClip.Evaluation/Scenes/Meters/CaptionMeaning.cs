using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>What captions say, whatever their words.</summary>
internal static class CaptionMeaning
{
    /// <summary>Whether two captions make the same claims, in any order.</summary>
    public static bool Same(string one, string other) => All(one).Order().SequenceEqual(All(other).Order());

    /// <summary>
    /// Whether the claims of one kind have the same values in two captions that name things in the same order; a binding's
    /// are the colours.
    /// </summary>
    /// <param name="kind">As scenes spell it.</param>
    /// <param name="one">A caption.</param>
    /// <param name="other">Another.</param>
    public static bool Same(string kind, string one, string other)
    {
        var meant = GivenClaims.Kind(kind);
        return Values(one).SequenceEqual(Values(other));

        IEnumerable<string> Values(string caption) =>
            All(caption).Where(claim => claim.Kind == meant).Select(claim => meant == ClaimKind.Thing ? claim.Subject! : claim.Value);
    }

    private static IEnumerable<(ClaimKind Kind, string? Subject, string? Other, string Value)> All(string caption) =>
        CaptionParser.Parse(caption).Claims.Select(claim => (claim.Kind, Name(claim.Subject), Name(claim.Object), claim.Value));

    private static string? Name(ThingMention? mention) => mention?.Thing?.English ?? mention?.Name;
}
