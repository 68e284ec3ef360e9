using FgClip.Analysis.Instances;
using FgClip.Analysis.Mismatch.Evidence;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Requests;

/// <summary>Decides claims of the caller's; the texts of all of them go through each head together.</summary>
/// <param name="encoder">The checkpoint.</param>
/// <param name="texts">Features of texts.</param>
/// <param name="reader">Reads captions.</param>
/// <param name="report">Decides what was read of a caption.</param>
internal sealed class ClaimRequestChecker(
    FgClipEncoder encoder, TextFeatures texts, CaptionReader reader, Func<CaptionReadings, int, MismatchReport> report)
{
    /// <summary>Checks the claims.</summary>
    public async Task<MismatchReport> CheckAsync(
        EncodedImage image, IReadOnlyList<ClaimRequest> requests, MismatchCalibration calibration, CancellationToken cancellation)
    {
        RequestPlan[] plans = [.. requests.Select((request, index) => RequestPlan.Of(request, $"claims[{index}].text"))];
        var (captions, encoded) = await reader.ReadAsync(image, [.. plans.SelectMany(plan => plan.Parsed)], cancellation).ConfigureAwait(false);
        var features = new Dictionary<(TextKind Head, string Text), EncodedText>();
        foreach (var head in plans.Where(plan => plan.Parsed.Count == 0).GroupBy(HeadOf))
        {
            var (found, more) = await texts.OfAsync(head.SelectMany(plan => TextsOf(plan.Request)), head.Key, cancellation).ConfigureAwait(false);
            foreach (var (text, feature) in found) features[(head.Key, text)] = feature;
            encoded += more;
        }

        var results = new List<(CheckedClaim Claim, double Score, bool Truncated)>();
        var next = 0;
        foreach (var plan in plans)
        {
            CaptionReadings[] own = [.. captions.Skip(next).Take(plan.Parsed.Count)];
            next += own.Length;
            results.Add(plan.Manner switch
            {
                RequestManner.Caption => AsCaption(plan, report(own[0], encoded)),
                RequestManner.Readings => RequestReadings.Decide(plan, own, calibration),
                _ => ByCosine(image, plan, text => features[(HeadOf(plan), text)]),
            });
        }

        return new MismatchReport(
            ClaimDecision.Overall([.. results.Select(result => result.Claim)]), results.Min(result => result.Score), [.. results.Select(result => result.Claim)],
            null, results.Any(result => result.Truncated), encoded);
    }

    private static IEnumerable<string> TextsOf(ClaimRequest request) => [request.Text, .. request.Alternatives!];

    // Regions have a head of their own; of captions all that are compared take one.
    private TextKind HeadOf(RequestPlan plan) =>
        plan.Manner == RequestManner.Region ? TextKind.Box
        : TextsOf(plan.Request).All(text => encoder.CountTokens(text) <= encoder.TextLength(TextKind.Short)) ? TextKind.Short
        : TextKind.Long;

    // Of what the grammar reads in the text, the claim of the wanted kind that fares worst; its alternative is the whole text put right.
    private static (CheckedClaim Claim, double Score, bool Truncated) AsCaption(RequestPlan plan, MismatchReport report)
    {
        var (request, kind) = (plan.Request, plan.Request.Kind);
        var worst = report.Claims
            .OrderBy(claim => kind is null || claim.Kind == kind || (kind == ClaimKind.Binding && claim.Kind is ClaimKind.Color or ClaimKind.Attribute) ? 0 : 1)
            .ThenBy(claim => claim.Verdict switch { ClaimVerdict.Contradicted => 0, ClaimVerdict.Unsure => 1, _ => 2 })
            .First();
        var claim = worst with
        {
            Text = request.Text,
            Start = 0,
            Length = request.Text.Length,
            Kind = kind ?? worst.Kind,
            Alternative = worst.Verdict == ClaimVerdict.Contradicted ? report.CorrectedCaption : null,
        };
        return (claim, report.Score, report.Truncated);
    }

    // Cosines are compared, with alternatives of any sort, which no card is fitted to.
    private static (CheckedClaim Claim, double Score, bool Truncated) ByCosine(EncodedImage image, RequestPlan plan, Func<string, EncodedText> feature)
    {
        var region = plan.Manner == RequestManner.Region;
        var reading = region ? AtItsPlace(image.Dense, plan.Request, feature) : AsAWhole(image, plan.Request, feature);
        var fit = MismatchCalibration.Unfitted(!region ? ClaimKind.Background : plan.Kind == ClaimKind.Thing ? ClaimKind.Thing : ClaimKind.Color);
        var verdict = ClaimDecision.Verdict(reading, fit);
        var claim = new CheckedClaim(
            plan.Request.Text, 0, plan.Request.Text.Length, plan.Kind, verdict, reading.Margin, reading.Source,
            verdict == ClaimVerdict.Contradicted ? reading.Best : null, reading.Box);
        return (claim, ClaimDecision.Score(reading, fit), TextsOf(plan.Request).Any(text => feature(text).Truncated));
    }

    // Each phrase points somewhere; the claim is read where it points itself.
    private static Reading AtItsPlace(DenseFeatures dense, ClaimRequest request, Func<string, EncodedText> feature)
    {
        var own = feature(request.Text);
        if (PhraseLocator.Places(dense, own, PhraseMaps.Of(dense, own), out _).MaxBy(box => box.Score) is not { } place) return Reading.None("nothing located");

        var region = dense.Region(place.Box);
        var best = request.Alternatives!.MaxBy(text => With(feature(text)))!;
        return new Reading(With(own) - With(feature(best)), "region against the given alternatives, cosine", best, place.Box);

        float With(EncodedText text) => Cosine.Of(region, text.Feature.Span);
    }

    private static Reading AsAWhole(EncodedImage image, ClaimRequest request, Func<string, EncodedText> feature)
    {
        var best = request.Alternatives!.MaxBy(Score)!;
        return new Reading(Score(request.Text) - Score(best), "caption against the given alternatives, cosine", best);

        float Score(string text) => Cosine.Of(image.Feature.Span, feature(text).Feature.Span);
    }
}
