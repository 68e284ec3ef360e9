using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>Captions cut down to the claims in question.</summary>
internal static class GivenClaims
{
    /// <summary>
    /// A caption with its claims of one kind alone; the whole caption where it has none. In captions that count, an article is a
    /// claim of one.
    /// </summary>
    /// <param name="caption">The caption.</param>
    /// <param name="kind">As scenes spell it; a binding is about colours. Null: all claims.</param>
    public static ParsedCaption Of(string caption, string? kind)
    {
        var parsed = CaptionParser.Parse(caption);
        if (kind is null) return parsed;

        var meant = Kind(kind);
        CaptionClaim[] claims = [.. parsed.Claims.Where(claim => claim.Kind == meant)];
        if (meant == ClaimKind.Count && claims.Length == 0)
        {
            claims = [.. parsed.Mentions
                .Where(mention => mention.Article is not null)
                .Select(mention => new CaptionClaim(ClaimKind.Count, mention.Article!.Value, mention.Article.Value, "1", mention))];
        }

        return claims.Length > 0 ? parsed with { Claims = claims } : parsed;
    }

    /// <summary>The kind of claims that a kind of pairs is about.</summary>
    public static ClaimKind Kind(string kind) => kind == "binding" ? ClaimKind.Color : ClaimKindNames.Parse(kind);
}
