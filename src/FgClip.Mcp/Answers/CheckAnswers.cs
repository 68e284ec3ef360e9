using System.Globalization;
using FgClip.Analysis.Mismatch;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Results;
using FgClip.Rendering;

namespace FgClip.Mcp.Answers;

/// <summary>Answers what a caption gets wrong about a picture.</summary>
internal sealed class CheckAnswers(FgClipEncoder encoder)
{
    private readonly MismatchDetector _detector = new(encoder, CalibrationStore.Of(encoder));

    /// <summary>Checks the claims of a caption, or those that the caller states.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="caption">The caption; null where <paramref name="claims"/> are given.</param>
    /// <param name="claims">Claims of the caller's own; null where a caption is given.</param>
    /// <param name="encoding">Budget and time of the picture.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<(CheckAnswer Answer, MismatchReport Report)> CheckAsync(
        SeenPicture picture, string? caption, IReadOnlyList<ClaimRequest>? claims, ImageEncodingOptions encoding, CancellationToken cancellation)
    {
        if (caption is not null) ClaimInput.Check(caption, "caption");
        var image = await encoder.EncodeImageAsync(
            picture.Seen, encoding with { Parts = ImageParts.All }, cancellation).ConfigureAwait(false);
        var report = caption is not null
            ? await _detector.CheckAsync(image, caption, cancellation).ConfigureAwait(false)
            : await _detector.CheckAsync(image, claims!, cancellation).ConfigureAwait(false);

        var card = encoder.Checkpoint.Card;
        var answer = new CheckAnswer
        {
            Model = card.Name,
            Precision = ModelNotes.PrecisionOf(encoder),
            MaxPatches = image.Budget,
            Domain = card.Domain,
            Demonstration = card.Demonstration,
            Warnings = Warnings(picture, report.Truncated),
            Summary = Summary(report),
            Verdict = Name(report.Verdict),
            Score = report.Score,
            Claims = [.. report.Claims.Select(claim => ToResult(claim, picture))],
            CorrectedCaption = report.CorrectedCaption,
            Truncated = report.Truncated,
            ImageOutput = null,
        };
        return (answer, report);
    }

    /// <summary>Checks several captions of one picture, which is encoded once.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="captions">The captions; one that cannot be checked gets its own error.</param>
    /// <param name="encoding">Budget and time of the picture.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FgClipException">There are no captions, or too many, or they make too many claims.</exception>
    public async Task<(CheckCaptionsAnswer Answer, IReadOnlyList<CheckedCaption> Captions)> CheckAllAsync(
        SeenPicture picture, IReadOnlyList<string> captions, ImageEncodingOptions encoding, CancellationToken cancellation)
    {
        ClaimInput.ParseAll(captions); // before the picture is encoded
        var image = await encoder.EncodeImageAsync(
            picture.Seen, encoding with { Parts = ImageParts.All }, cancellation).ConfigureAwait(false);
        var results = await _detector.CheckAllAsync(image, captions, cancellation).ConfigureAwait(false);
        var card = encoder.Checkpoint.Card;
        var answer = new CheckCaptionsAnswer
        {
            Model = card.Name,
            Precision = ModelNotes.PrecisionOf(encoder),
            MaxPatches = image.Budget,
            Domain = card.Domain,
            Demonstration = card.Demonstration,
            Warnings = Warnings(picture, results.Any(result => result.Report is { Truncated: true })),
            Summary = Summary(results),
            Results = [.. results.Select((result, index) => ToResult(result, index, picture))],
        };
        return (answer, results);
    }

    /// <summary>The annotated picture of a report, over what the model saw.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="caption">What stands above it.</param>
    /// <param name="report">The report.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    public static byte[] RenderPicture(SeenPicture picture, string caption, MismatchReport report, OverlayOptions? options = null) =>
        AnnotatedPicture.RenderPng(picture.Seen.Pixels, AnnotatedContent.Of(caption, report), options);

    private string[] Warnings(SeenPicture picture, bool truncated)
    {
        string[] uncalibrated = _detector.IsCalibrated
            ? []
            : ["Margins are not calibrated for this checkpoint: the thresholds are cautious guesses."];
        string[] cut = truncated ? [ModelNotes.Cut(encoder, "caption", TextKind.Long)] : [];
        return [.. ModelNotes.Of(encoder), .. picture.Warnings(), .. uncalibrated, .. cut];
    }

    private static string Name(MismatchVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Summary(IReadOnlyList<CheckedCaption> captions)
    {
        int Of(MismatchVerdict verdict) => captions.Count(caption => caption.Report?.Verdict == verdict);
        var failed = captions.Count(caption => caption.Error is not null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Of {(captions.Count == 1 ? "1 caption" : $"{captions.Count} captions")} {Of(MismatchVerdict.Match)} match, {Of(MismatchVerdict.Mismatch)} do not, {Of(MismatchVerdict.Unsure)} unsure{(failed > 0 ? $", {failed} not checked" : "")}.");
    }

    private static CheckedCaptionResult ToResult(CheckedCaption caption, int index, SeenPicture picture) => caption.Report is { } report
        ? new CheckedCaptionResult
        {
            Index = index,
            Caption = caption.Caption,
            Verdict = Name(report.Verdict),
            Score = report.Score,
            Claims = [.. report.Claims.Select(claim => ToResult(claim, picture))],
            CorrectedCaption = report.CorrectedCaption,
            Truncated = report.Truncated,
        }
        : new CheckedCaptionResult { Index = index, Caption = caption.Caption, Error = caption.Error!.Message };

    private static string Summary(MismatchReport report)
    {
        int Of(ClaimVerdict verdict) => report.Claims.Count(claim => claim.Verdict == verdict);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Verdict}: of {(report.Claims.Count == 1 ? "1 claim" : $"{report.Claims.Count} claims")} {Of(ClaimVerdict.Supported)} supported, {Of(ClaimVerdict.Contradicted)} contradicted, {Of(ClaimVerdict.Unsure)} unsure.");
    }

    private static ClaimResult ToResult(CheckedClaim claim, SeenPicture picture)
    {
        var box = claim.Box is { } seen ? picture.InWhole(seen) : (BoxPixels?)null;
        return new ClaimResult(
            claim.Text,
            ClaimKindNames.Of(claim.Kind),
            claim.Verdict.ToString().ToLowerInvariant(),
            claim.Margin,
            claim.Evidence,
            claim.Alternative,
            box is { } whole ? new ClaimBox(whole.X1, whole.Y1, whole.X2, whole.Y2) : null);
    }
}
