using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;

namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>
/// Says which claims of a caption are right, from a pair of captions of which one is true of the picture: those of the
/// true one are, and of the other those that the true one makes too.
/// </summary>
internal static class LabelledClaims
{
    /// <summary>The claims of the true caption that evidence can decide.</summary>
    public static IEnumerable<CaptionClaim> OfRight(ParsedCaption right) => right.Claims.Where(IsDecided);

    /// <summary>The claims of the wrong caption, each with whether it is right; those that are neither for sure are left out.</summary>
    public static IEnumerable<(CaptionClaim Claim, bool Right)> OfWrong(ParsedCaption right, ParsedCaption wrong)
    {
        foreach (var claim in wrong.Claims.Where(IsDecided))
        {
            var made = right.Claims.Any(other =>
                other.Kind == claim.Kind && other.Value == claim.Value && other.Subject?.Name == claim.Subject?.Name && other.Object?.Name == claim.Object?.Name);
            if (claim.Kind == ClaimKind.Thing || claim.Subject is null) yield return (claim, made);
            // What is said of a thing that is not there is not at fault itself; and of two things of one name either may be meant.
            else if (right.Mentions.Count(mention => mention.Name == claim.Subject.Name) is > 0 and var named
                && (claim.Kind == ClaimKind.Color || (named == 1 && IsAsThere(right, claim.Subject) && IsAsThere(right, claim.Object))))
            {
                yield return (claim, made);
            }
        }
    }

    // A thing of another colour may be meant to be another one, of which other things are true.
    private static bool IsAsThere(ParsedCaption right, ThingMention? mention) =>
        mention is null || right.Mentions.Any(other => other.Name == mention.Name && other.Color?.Value == mention.Color?.Value);

    private static bool IsDecided(CaptionClaim claim) => !claim.Negated && claim.Kind is not (ClaimKind.Other or ClaimKind.Action);
}
