using FgClip.Analysis.Mismatch.Claims;

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
        if (claim.Alternatives is not { Count: > 0 } alternatives) return;

        TextLists.Check(alternatives, $"claims[{index}].alternatives", MismatchDetector.MaxAlternatives);
        for (var other = 0; other < alternatives.Count; other++) Check(alternatives[other], $"claims[{index}].alternatives[{other}]");
    }

    /// <exception cref="FgClipException">There are no claims, or too many.</exception>
    public static void CheckCount(int claims)
    {
        if (claims is >= 1 and <= MismatchDetector.MaxClaims) return;

        throw new FgClipException(
            FgClipErrorKind.Argument, "number of claims is out of range", expected: $"1 to {MismatchDetector.MaxClaims}", got: $"{claims}",
            remedy: claims == 0 ? "Give at least one." : "Check the caption in parts.");
    }

    /// <summary>The claims of a caption.</summary>
    /// <exception cref="FgClipException">It is empty, too long, or makes too many claims.</exception>
    public static ParsedCaption Parse(string caption, string name)
    {
        Check(caption, name);
        var parsed = CaptionParser.Parse(caption);
        CheckCount(parsed.Claims.Count);
        return parsed;
    }

    /// <summary>The claims of several captions, each with an error of its own where it has none.</summary>
    /// <exception cref="FgClipException">There are no captions, too many, or too many claims altogether.</exception>
    public static IReadOnlyList<(string Caption, ParsedCaption? Parsed, FgClipException? Error)> ParseAll(IReadOnlyList<string> captions)
    {
        if (captions.Count is < 1 or > MismatchDetector.MaxCaptions)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, "captions has the wrong length", expected: $"1 to {MismatchDetector.MaxCaptions} texts", got: $"{captions.Count}",
                remedy: captions.Count == 0 ? "Give at least one." : "Split the list over several calls.");
        }

        var parsed = captions.Select((caption, index) => TryParse(caption, $"captions[{index}]")).ToArray();
        var claims = parsed.Sum(one => one.Parsed?.Claims.Count ?? 0);
        if (claims <= MismatchDetector.MaxClaimsOfAll) return parsed;

        throw new FgClipException(
            FgClipErrorKind.Argument, "the captions make too many claims", expected: $"at most {MismatchDetector.MaxClaimsOfAll}", got: $"{claims}",
            remedy: "Split the list over several calls.");
    }

    private static (string Caption, ParsedCaption? Parsed, FgClipException? Error) TryParse(string caption, string name)
    {
        try
        {
            return (caption, Parse(caption, name), null);
        }
        catch (FgClipException error)
        {
            return (caption, null, error);
        }
    }
}
