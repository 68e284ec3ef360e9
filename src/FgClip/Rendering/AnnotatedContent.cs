using FgClip.Analysis.Mismatch;

namespace FgClip.Rendering;

/// <summary>What <see cref="AnnotatedPicture"/> draws: a caption, what became of it, and the boxes of its claims.</summary>
/// <param name="Caption">The caption, in any language and length; wrapped to three lines.</param>
/// <param name="Verdict">A second, quieter line.</param>
/// <param name="Boxes">The boxes, the most important first.</param>
public sealed record AnnotatedContent(string Caption, string Verdict, IReadOnlyList<AnnotatedBox> Boxes)
{
    /// <summary>
    /// One box a place: claims about the same one share it, in the colour of the worst of them; a tag names each claim,
    /// a contradicted one with what is right. Contradicted boxes come first.
    /// </summary>
    public static AnnotatedContent Of(string caption, MismatchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var boxes = report.Claims
            .Where(claim => claim.Box is not null)
            .GroupBy(claim => claim.Box!.Value)
            .Select(claims => new AnnotatedBox(claims.Key, Tag([.. claims]), claims.Min(claim => Order(claim.Verdict)) switch
            {
                0 => ClaimVerdict.Contradicted,
                1 => ClaimVerdict.Unsure,
                _ => ClaimVerdict.Supported,
            }))
            .OrderBy(box => Order(box.Verdict));
        return new AnnotatedContent(caption, Line(report), [.. boxes]);
    }

    private static string Tag(CheckedClaim[] claims)
    {
        CheckedClaim[] wrong = [.. claims.Where(claim => claim.Verdict == ClaimVerdict.Contradicted)];
        return wrong.Length > 0
            ? string.Join(", ", wrong.Select(claim => claim.Alternative is null ? claim.Text : $"{claim.Text} → {claim.Alternative}"))
            : string.Join(", ", claims.Select(claim => claim.Text).Distinct());
    }

    private static string Line(MismatchReport report)
    {
        var boxless = report.Claims
            .Where(claim => claim is { Box: null, Verdict: ClaimVerdict.Contradicted, Alternative: not null })
            .Select(claim => $" · {ClaimKindNames.Of(claim.Kind)}: {claim.Text} → {claim.Alternative}");
        return FormattableString.Invariant($"{report.Verdict.ToString().ToLowerInvariant()} · score {report.Score:F2}") + string.Concat(boxless);
    }

    private static int Order(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Contradicted => 0,
        ClaimVerdict.Unsure => 1,
        _ => 2,
    };
}
