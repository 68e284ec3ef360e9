using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Evidence;
using FgClip.Analysis.Mismatch.Requests;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch;

/// <summary>
/// Finds what a caption gets wrong about a picture: cuts it into claims, reads for each the evidence that fits its kind,
/// and compares it with what else could stand in its place. English and Chinese. Thread-safe; keep one an encoder, it
/// remembers the features of alternatives.
/// </summary>
public sealed class MismatchDetector
{
    /// <summary>Claims of one call at most.</summary>
    public const int MaxClaims = 64;

    /// <summary>Captions of one call at most.</summary>
    public const int MaxCaptions = 256;

    /// <summary>Claims of all captions of one call at most.</summary>
    public const int MaxClaimsOfAll = 512;

    /// <summary>Alternatives of one claim at most.</summary>
    public const int MaxAlternatives = 64;

    /// <summary>UTF-16 units of a caption at most.</summary>
    public const int MaxCaptionLength = 4000;

    private readonly FgClipEncoder _encoder;
    private readonly TextFeatures _texts;
    private readonly AnalysisCalibration _calibration;
    private readonly Inventories _inventories;

    // The demonstration knows drawn scenes only: all their things are few enough to be compared with.
    private readonly bool _scenesOnly;

    /// <summary>A detector over an encoder, which must outlive it.</summary>
    /// <param name="encoder">The checkpoint.</param>
    /// <param name="calibration">How readings are judged; null: as the checkpoint's card says.</param>
    /// <exception cref="FgClipException">The checkpoint's card holds a malformed calibration.</exception>
    public MismatchDetector(FgClipEncoder encoder, AnalysisCalibration? calibration = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _encoder = encoder;
        _texts = new TextFeatures(encoder);
        _calibration = calibration ?? AnalysisCalibration.Of(encoder.Checkpoint);
        _scenesOnly = encoder.Checkpoint.Card.Demonstration;
        _inventories = new Inventories(_texts, _calibration.Inventory, _scenesOnly);
    }

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
        return await CheckAsync(image, ClaimInput.Parse(caption, "caption"), null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Checks the claims of a caption that is cut already.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="parsed">The caption; claims that are left out are not checked.</param>
    /// <param name="given">Boxes where its things may be, inside the picture; null: the detector looks itself.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal async Task<MismatchReport> CheckAsync(
        EncodedImage image, ParsedCaption parsed, IReadOnlyList<BoxPixels>? given, CancellationToken cancellation)
    {
        var (captions, encoded) = await Reader.ReadAsync(image, [parsed], cancellation, given).ConfigureAwait(false);
        return Report(captions[0], encoded);
    }

    /// <summary>
    /// Checks every claim of several captions of one picture. Their texts are encoded together, which is much cheaper
    /// than one after another.
    /// </summary>
    /// <param name="image">A picture encoded with <see cref="ImageParts.All"/> by the same encoder.</param>
    /// <param name="captions">1 to <see cref="MaxCaptions"/> captions, together of at most <see cref="MaxClaimsOfAll"/> claims.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One result a caption, in their order; one that cannot be checked has its error.</returns>
    /// <exception cref="FgClipException">There are no captions, too many, or too many claims.</exception>
    public async Task<IReadOnlyList<CheckedCaption>> CheckAllAsync(
        EncodedImage image, IReadOnlyList<string> captions, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(captions);
        var inputs = ClaimInput.ParseAll(captions);
        ParsedCaption[] readable = [.. inputs.Select(input => input.Parsed).OfType<ParsedCaption>()];
        var (readings, encoded) = await Reader.ReadAsync(image, readable, cancellation).ConfigureAwait(false);
        var next = 0;
        return
        [
            .. inputs.Select(input => input.Parsed is null
                ? new CheckedCaption(input.Caption, null, input.Error)
                : new CheckedCaption(input.Caption, Report(readings[next++], encoded), null)),
        ];
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

        var checker = new ClaimRequestChecker(_encoder, _texts, Reader, Report);
        return await checker.CheckAsync(image, claims, _calibration.Mismatch, cancellation).ConfigureAwait(false);
    }

    /// <summary>Where each thing of a caption may be, as the readings see it.</summary>
    internal async Task<IReadOnlyList<(ThingMention Mention, IReadOnlyList<Place> Places)>> PlacesAsync(
        EncodedImage image, ParsedCaption parsed, CancellationToken cancellation)
    {
        var (phrases, _) = await _texts.OfAsync(new EvidenceTexts(parsed, _scenesOnly).Phrases, TextKind.Box, cancellation).ConfigureAwait(false);
        var places = await Reader.PlacesAsync(image, parsed, phrases, null, cancellation).ConfigureAwait(false);
        return [.. parsed.Mentions.Select(mention => (mention, places.All(mention)))];
    }

    /// <summary>What the picture says about each claim of a caption, before anything is decided.</summary>
    internal async Task<IReadOnlyList<Reading>> ReadAsync(EncodedImage image, ParsedCaption parsed, CancellationToken cancellation) =>
        [.. (await Reader.ReadAsync(image, [parsed], cancellation).ConfigureAwait(false)).Captions[0].Readings.Take(parsed.Claims.Count)];

    private CaptionReader Reader => new(_encoder, _texts, _calibration.Places, _inventories, _scenesOnly);

    private MismatchReport Report(CaptionReadings caption, int encoded)
    {
        var (parsed, readings) = (caption.Caption, caption.Readings);
        var claims = new List<CheckedClaim>();
        var changes = new List<(CaptionClaim Claim, string Value)>();
        var scores = new List<double>();
        var stated = parsed.Claims.Count(claim => !claim.Implied);
        for (var index = 0; index < readings.Count; index++)
        {
            var (claim, reading) = (parsed.Claims[index], readings[index]);
            var fit = _calibration.Mismatch.For(claim.Kind, reading);
            var verdict = ClaimDecision.Verdict(reading, fit, stated);
            if (claim.Implied && verdict != ClaimVerdict.Contradicted) continue;

            if (verdict == ClaimVerdict.Contradicted) changes.Add((claim, reading.Best!));
            var score = ClaimDecision.Score(reading, fit, stated);
            scores.Add(claim.Implied ? ImpliedCount.Score(score) : score);
            claims.Add(new CheckedClaim(
                ClaimText.Of(parsed, claim, claim.Slot.Of(parsed.Caption)), claim.Span.Start, claim.Span.Length, claim.Kind, verdict,
                reading.Margin, reading.Source,
                verdict == ClaimVerdict.Contradicted ? ClaimText.Of(parsed, claim, SlotText.Alternative(parsed, claim, reading.Best!)) : null,
                reading.Box));
        }

        return new MismatchReport(
            ClaimDecision.Overall(claims), scores.Min(), claims,
            changes.Count > 0 ? CaptionEditor.Apply(parsed, changes) : null, caption.Truncated, encoded);
    }
}
