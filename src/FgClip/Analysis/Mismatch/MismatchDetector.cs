using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Evidence;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch;

/// <summary>
/// Finds what a caption gets wrong about a picture: cuts it into claims, reads for each the evidence that fits its kind,
/// and compares it with what else could stand in its place. English and Chinese. Thread-safe; keep one an encoder, it
/// remembers the features of alternatives.
/// </summary>
/// <param name="encoder">The checkpoint; must outlive the detector.</param>
/// <param name="calibration">How readings are judged; null: as the checkpoint's card says.</param>
/// <exception cref="FgClipException">The checkpoint's card holds a malformed calibration.</exception>
public sealed class MismatchDetector(FgClipEncoder encoder, AnalysisCalibration? calibration = null)
{
    /// <summary>Claims of one call at most.</summary>
    public const int MaxClaims = 64;

    /// <summary>Alternatives of one claim at most.</summary>
    public const int MaxAlternatives = 64;

    /// <summary>UTF-16 units of a caption at most.</summary>
    public const int MaxCaptionLength = 4000;

    private readonly TextFeatures _texts = new(encoder);
    private readonly AnalysisCalibration _calibration = calibration ?? AnalysisCalibration.Of(encoder.Checkpoint);

    // The demonstration knows drawn scenes only: all their things are few enough to be compared with.
    private readonly bool _scenesOnly = encoder.Checkpoint.Card.Demonstration;

    /// <summary>Whether the thresholds were fitted for this checkpoint; otherwise they are cautious guesses.</summary>
    public bool IsCalibrated => _calibration.Mismatch.IsFitted;

    /// <summary>Checks every claim of a caption.</summary>
    /// <param name="image">A picture encoded with <see cref="ImageParts.All"/> by the same encoder.</param>
    /// <param name="caption">One or more sentences, English or Chinese, at most <see cref="MaxCaptionLength"/> units.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FgClipException">The caption is empty, too long, or makes too many claims.</exception>
    public async Task<MismatchReport> CheckAsync(EncodedImage image, string caption, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ClaimInput.Check(caption, "caption");
        return await CheckAsync(image, CaptionParser.Parse(caption), null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Checks the claims of a caption that is cut already.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="parsed">The caption; claims that are left out are not checked.</param>
    /// <param name="given">Boxes where its things may be, inside the picture; null: the detector looks itself.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal async Task<MismatchReport> CheckAsync(
        EncodedImage image, ParsedCaption parsed, IReadOnlyList<BoxPixels>? given, CancellationToken cancellation)
    {
        ClaimInput.CheckCount(parsed.Claims.Count);
        var (readings, truncated, encoded) = await ReadAsync(image, parsed, cancellation, given).ConfigureAwait(false);
        var claims = new List<CheckedClaim>();
        var changes = new List<(CaptionClaim Claim, string Value)>();
        var scores = new List<double>();
        for (var index = 0; index < readings.Length; index++)
        {
            var (claim, reading) = (parsed.Claims[index], readings[index]);
            var fit = _calibration.Mismatch.For(claim.Kind, reading);
            var verdict = ClaimDecision.Verdict(reading, fit, readings.Length);
            if (verdict == ClaimVerdict.Contradicted) changes.Add((claim, reading.Best!));
            scores.Add(ClaimDecision.Score(reading, fit, readings.Length));
            claims.Add(new CheckedClaim(
                ClaimText.Of(parsed, claim, claim.Slot.Of(parsed.Caption)), claim.Span.Start, claim.Span.Length, claim.Kind, verdict,
                reading.Margin, reading.Source,
                verdict == ClaimVerdict.Contradicted ? ClaimText.Of(parsed, claim, SlotText.Alternative(parsed, claim, reading.Best!)) : null,
                reading.Box));
        }

        return new MismatchReport(
            ClaimDecision.Overall(claims), scores.Min(), claims,
            changes.Count > 0 ? CaptionEditor.Apply(parsed, changes) : null, truncated, encoded);
    }

    /// <summary>Checks claims that the caller states.</summary>
    /// <param name="image">A picture encoded with <see cref="ImageParts.All"/> by the same encoder.</param>
    /// <param name="claims">1 to <see cref="MaxClaims"/> claims; each is judged by its alternatives, or without any as a caption is.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>A report without a corrected caption: there is no caption.</returns>
    /// <exception cref="FgClipException">The list is empty or too long, or a text is empty or too long.</exception>
    public async Task<MismatchReport> CheckAsync(
        EncodedImage image, IReadOnlyList<ClaimRequest> claims, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(claims);
        ClaimInput.CheckCount(claims.Count);
        for (var index = 0; index < claims.Count; index++) ClaimInput.Check(claims[index], index);

        var checker = new ClaimRequestChecker(encoder, _texts);
        var (results, scores, truncated, encoded) = (new List<CheckedClaim>(), new List<double>(), false, 0);
        foreach (var claim in claims)
        {
            if (claim.Alternatives is { Count: > 0 })
            {
                var own = await checker.CheckAsync(image, claim, claim.Kind ?? KindOf(claim.Text), cancellation).ConfigureAwait(false);
                results.Add(own.Claim);
                scores.Add(own.Score);
                (truncated, encoded) = (truncated || own.Truncated, encoded + own.Encoded);
                continue;
            }

            var report = await CheckAsync(image, claim.Text, cancellation).ConfigureAwait(false);
            results.Add(Weakest(claim, report));
            scores.Add(report.Score);
            (truncated, encoded) = (truncated || report.Truncated, encoded + report.TextsEncoded);
        }

        return new MismatchReport(ClaimDecision.Overall(results), scores.Min(), results, null, truncated, encoded);
    }

    // Of what the grammar reads in the text, the claim of the wanted kind that fares worst; its alternative is the whole text put right.
    private static CheckedClaim Weakest(ClaimRequest request, MismatchReport report)
    {
        var worst = report.Claims
            .OrderBy(claim => request.Kind is null || claim.Kind == request.Kind ? 0 : 1)
            .ThenBy(claim => claim.Verdict switch { ClaimVerdict.Contradicted => 0, ClaimVerdict.Unsure => 1, _ => 2 })
            .First();
        return worst with
        {
            Text = request.Text,
            Start = 0,
            Length = request.Text.Length,
            Kind = request.Kind ?? worst.Kind,
            Alternative = worst.Verdict == ClaimVerdict.Contradicted ? report.CorrectedCaption : null,
        };
    }

    // A text that makes several claims is compared as a whole.
    private static ClaimKind KindOf(string text) =>
        CaptionParser.Parse(text).Claims is [{ Kind: var only }] ? only : ClaimKind.Other;

    /// <summary>Where each thing of a caption may be, as the readings see it.</summary>
    internal async Task<IReadOnlyList<(ThingMention Mention, IReadOnlyList<Place> Places)>> PlacesAsync(
        EncodedImage image, ParsedCaption parsed, CancellationToken cancellation)
    {
        var (phrases, _) = await _texts.OfAsync(new EvidenceTexts(parsed, _scenesOnly).Phrases, TextKind.Box, cancellation).ConfigureAwait(false);
        var places = new PlaceChooser(image.Dense, parsed, phrases, _calibration.Places, _scenesOnly);
        return [.. parsed.Mentions.Select(mention => (mention, places.All(mention)))];
    }

    /// <summary>What the picture says about each claim of a caption, before anything is decided.</summary>
    internal async Task<(Reading[] Readings, bool Truncated, int Encoded)> ReadAsync(
        EncodedImage image, ParsedCaption parsed, CancellationToken cancellation, IReadOnlyList<BoxPixels>? given = null)
    {
        var texts = new EvidenceTexts(parsed, _scenesOnly);
        var (phrases, encoded) = await _texts.OfAsync(texts.Phrases, TextKind.Box, cancellation).ConfigureAwait(false);
        var captions = new CaptionFeatures(encoder, _texts);
        await captions.AddAsync(texts.Captions, cancellation).ConfigureAwait(false);
        var reader = new EvidenceReader(image, parsed, phrases, captions, encoder.Scoring, _calibration.Places, _scenesOnly, given);
        Reading[] readings = [.. parsed.Claims.Select(reader.Read)];

        await captions.AddAsync(parsed.Claims.Zip(readings, (claim, reading) => SecondOpinion.Captions(parsed, claim, reading)), cancellation).ConfigureAwait(false);
        return (
            [.. parsed.Claims.Zip(readings, (claim, reading) => SecondOpinion.Complete(parsed, claim, reading, image, captions))],
            captions.Truncated,
            encoded + captions.Encoded);
    }
}
