namespace FgClip.Analysis.Mismatch;

/// <summary>Checks what callers give.</summary>
internal static class ClaimInput
{
    /// <exception cref="FgClipException">The text is empty or too long.</exception>
    public static void Check(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new FgClipException(FgClipErrorKind.Argument, $"{name} is empty", expected: "a text", remedy: "Say what the picture shows.");
        }

        if (text.Length > MismatchDetector.MaxCaptionLength)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, $"{name} is too long", expected: $"at most {MismatchDetector.MaxCaptionLength} characters",
                got: $"{text.Length}", remedy: "Check it in parts.");
        }
    }

    /// <exception cref="FgClipException">A text of the claim is empty or too long, or there are too many alternatives.</exception>
    public static void Check(ClaimRequest claim, int index)
    {
        ArgumentNullException.ThrowIfNull(claim);
        Check(claim.Text, $"claims[{index}].text");
        if (claim.Alternatives is { Count: > 0 } alternatives) TextLists.Check(alternatives, $"claims[{index}].alternatives", MismatchDetector.MaxAlternatives);
    }

    /// <exception cref="FgClipException">There are no claims, or too many.</exception>
    public static void CheckCount(int claims)
    {
        if (claims is >= 1 and <= MismatchDetector.MaxClaims) return;

        throw new FgClipException(
            FgClipErrorKind.Argument, "number of claims is out of range", expected: $"1 to {MismatchDetector.MaxClaims}", got: $"{claims}",
            remedy: claims == 0 ? "Give at least one." : "Check the caption in parts.");
    }
}
