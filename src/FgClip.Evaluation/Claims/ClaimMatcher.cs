using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;

namespace FgClip.Evaluation.Claims;

/// <summary>Pairs the claims that the grammar finds in a caption with those that a reader lists.</summary>
internal static class ClaimMatcher
{
    /// <summary>Of claims that are whole stretches of words, this share of both stretches together must be common.</summary>
    private const double CommonWords = 0.5;

    private static readonly string[] LeadingWords = ["a ", "an ", "the ", "his ", "her ", "its ", "their ", "some "];

    private static readonly char[] TrailingCharacters = ['的', '地', '着', '了', '过'];

    /// <summary>The pairs, each claim and each label in at most one.</summary>
    /// <returns>By label, the claim that it was found as; null where it was missed.</returns>
    public static CaptionClaim?[] Match(LabelledCaption caption, ParsedCaption parsed)
    {
        var found = new CaptionClaim?[caption.Claims.Count];
        var free = parsed.Claims.ToList();
        foreach (var optional in (bool[])[false, true])
        {
            for (var index = 0; index < found.Length; index++)
            {
                if (caption.Claims[index].Optional != optional) continue;

                found[index] = free.Find(claim => Fits(caption.Claims[index], claim, caption.Caption));
                if (found[index] is { } taken) free.Remove(taken);
            }
        }

        return found;
    }

    private static bool Fits(LabelledClaim label, CaptionClaim claim, string caption)
    {
        if (!label.Kinds.Contains(ClaimKindNames.Of(claim.Kind)) || label.Negated != claim.Negated) return false;
        if (claim.Kind == ClaimKind.Other) return label.Value.Split('|').Any(words => Overlap(caption, words, claim.Span) >= CommonWords);

        return IsAny(label.Value, claim.Slot.Of(caption), claim.Kind)
            && (label.Subject is null || (claim.Subject is { } subject && IsAny(label.Subject, subject.Noun.Of(caption), ClaimKind.Thing)))
            && (label.Other is null ? claim.Kind != ClaimKind.Action || claim.Object is null : claim.Object is { } other && IsAny(label.Other, other.Noun.Of(caption), ClaimKind.Thing));
    }

    private static bool IsAny(string labels, string words, ClaimKind kind) => labels.Split('|').Any(label => Plain(label, kind) == Plain(words, kind));

    private static string Plain(string words, ClaimKind kind)
    {
        var plain = words.ToLowerInvariant().Trim();
        foreach (var word in LeadingWords)
        {
            if (plain.StartsWith(word, StringComparison.Ordinal)) plain = plain[word.Length..];
        }

        plain = plain.Length > 1 ? plain.TrimEnd(TrailingCharacters) : plain;
        return kind is ClaimKind.Color or ClaimKind.Background && plain.Length > 1 ? plain.TrimEnd('色') : plain;
    }

    // The characters that both have, as a share of those that either has.
    private static double Overlap(string caption, string words, TextSpan span)
    {
        var start = caption.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        if (start < 0) return 0;

        var common = Math.Min(start + words.Length, span.End) - Math.Max(start, span.Start);
        return common <= 0 ? 0 : (double)common / (words.Length + span.Length - common);
    }
}
