using System.Globalization;
using FgClip.Analysis.Mismatch;
using FgClip.Imaging;

namespace FgClip.Rendering;

/// <summary>What <see cref="AnnotatedPicture"/> draws: a caption, what became of it, and the boxes of its claims.</summary>
/// <param name="Caption">The caption, in any language and length; wrapped to three lines.</param>
/// <param name="Verdict">A second, quieter line.</param>
/// <param name="Boxes">The boxes, the most important first.</param>
/// <param name="Claims">The list below the picture, the most important first; empty for none.</param>
public sealed record AnnotatedContent(
    string Caption, string Verdict, IReadOnlyList<AnnotatedBox> Boxes, IReadOnlyList<AnnotatedClaim> Claims)
{
    /// <summary>
    /// One box a place: claims about the same one share it, in the colour of the worst of them. Boxes are numbered where
    /// there are several, and the list says which claims each number is about, a contradicted one with what is right.
    /// Contradicted ones come first.
    /// </summary>
    public static AnnotatedContent Of(string caption, MismatchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        (BoxPixels Box, ClaimVerdict Verdict)[] places =
        [
            .. report.Claims
                .Where(claim => claim.Box is not null)
                .GroupBy(claim => claim.Box!.Value)
                .Select(claims => (claims.Key, claims.MinBy(claim => Order(claim.Verdict))!.Verdict))
                .OrderBy(place => Order(place.Verdict)),
        ];
        string? TagOf(BoxPixels? box) => box is null || places.Length == 1
            ? null
            : (Array.FindIndex(places, place => place.Box == box) + 1).ToString(CultureInfo.InvariantCulture);

        return new AnnotatedContent(
            caption,
            FormattableString.Invariant($"{report.Verdict.ToString().ToLowerInvariant()} · score {report.Score:F2}"),
            [.. places.Select(place => new AnnotatedBox(place.Box, TagOf(place.Box), place.Verdict))],
            [.. report.Claims.OrderBy(claim => Order(claim.Verdict)).Select(claim => new AnnotatedClaim(Text(claim), claim.Verdict, TagOf(claim.Box))).Distinct()]);
    }

    private static string Text(CheckedClaim claim) =>
        claim is { Verdict: ClaimVerdict.Contradicted, Alternative: { } right } ? $"{claim.Text} → {right}" : claim.Text;

    private static int Order(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Contradicted => 0,
        ClaimVerdict.Unsure => 1,
        _ => 2,
    };
}
