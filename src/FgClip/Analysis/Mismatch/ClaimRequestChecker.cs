using FgClip.Analysis.Instances;
using FgClip.Analysis.Mismatch.Evidence;
using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch;

/// <summary>Decides claims that come with alternatives of the caller's.</summary>
internal sealed class ClaimRequestChecker(FgClipEncoder encoder, TextFeatures texts)
{
    /// <summary>
    /// Compares a claim with its alternatives: things and their attributes where the claim points, everything else as a
    /// whole caption.
    /// </summary>
    public async Task<(CheckedClaim Claim, double Score, bool Truncated, int Encoded)> CheckAsync(
        EncodedImage image, ClaimRequest request, ClaimKind kind, CancellationToken cancellation)
    {
        var local = kind is ClaimKind.Thing or ClaimKind.Color or ClaimKind.Attribute or ClaimKind.Size;
        string[] all = [request.Text, .. request.Alternatives!];
        var head = local ? TextKind.Box
            : all.All(text => encoder.CountTokens(text) <= encoder.TextLength(TextKind.Short)) ? TextKind.Short
            : TextKind.Long;
        var (features, encoded) = await texts.OfAsync(all, head, cancellation).ConfigureAwait(false);
        var reading = local ? AtItsPlace(image.Dense, request, features) : AsAWhole(image, request, features);

        // Cosines are compared either way, whatever geometry the kind would otherwise be judged by, and with alternatives
        // of any sort, which no card is fitted to.
        var fit = MismatchCalibration.Unfitted(local ? (kind == ClaimKind.Thing ? ClaimKind.Thing : ClaimKind.Color) : ClaimKind.Background);
        var verdict = ClaimDecision.Verdict(reading, fit);
        return (
            new CheckedClaim(
                request.Text, 0, request.Text.Length, kind, verdict, reading.Margin, reading.Source,
                verdict == ClaimVerdict.Contradicted ? reading.Best : null, reading.Box),
            ClaimDecision.Score(reading, fit),
            features.Values.Any(text => text.Truncated),
            encoded);
    }

    // Each phrase points somewhere; the claim is read where it points itself.
    private static Reading AtItsPlace(DenseFeatures dense, ClaimRequest request, IReadOnlyDictionary<string, EncodedText> features)
    {
        var own = features[request.Text];
        if (PhraseLocator.Places(dense, own, PhraseMaps.Of(dense, own), out _).MaxBy(box => box.Score) is not { } place) return Reading.None("nothing located");

        var region = dense.Region(place.Box);
        var best = request.Alternatives!.MaxBy(text => With(features[text]))!;
        return new Reading(With(own) - With(features[best]), "region against the given alternatives, cosine", best, place.Box);

        float With(EncodedText text) => Cosine.Of(region, text.Feature.Span);
    }

    private static Reading AsAWhole(EncodedImage image, ClaimRequest request, IReadOnlyDictionary<string, EncodedText> features)
    {
        var best = request.Alternatives!.MaxBy(Score)!;
        return new Reading(Score(request.Text) - Score(best), "caption against the given alternatives, cosine", best);

        float Score(string text) => Cosine.Of(image.Feature.Span, features[text].Feature.Span);
    }
}
