using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch;

/// <summary>A claim and what the picture says about it.</summary>
/// <param name="Text">The claim as words that stand alone, such as "green snake"; a claim of the caller's as given.</param>
/// <param name="Start">Where its own words, such as "green", start in the caption, in UTF-16 units; 0 for a claim of the caller's.</param>
/// <param name="Length">How many units of the caption they are; for a claim of the caller's, all of its text.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Verdict">Whether the picture supports it.</param>
/// <param name="Margin">
/// How far the claim is ahead of its best alternative; negative: behind. In the unit that <paramref name="Evidence"/>
/// names. Null where nothing was measured.
/// </param>
/// <param name="Evidence">Which reading decided.</param>
/// <param name="Alternative"><paramref name="Text"/> as it would be right; null unless it is contradicted.</param>
/// <param name="Box">Where it was checked, in pixels of the encoded picture; null where the whole picture was.</param>
public sealed record CheckedClaim(
    string Text,
    int Start,
    int Length,
    ClaimKind Kind,
    ClaimVerdict Verdict,
    double? Margin,
    string Evidence,
    string? Alternative,
    BoxPixels? Box);
