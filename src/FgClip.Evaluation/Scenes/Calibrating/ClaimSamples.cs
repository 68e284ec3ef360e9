using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Evidence;
using FgClip.Encoding;

namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>Readings of the claims of a scene's pairs of captions, each with whether the claim is right.</summary>
internal static class ClaimSamples
{
    /// <summary>What is measured for a claim, as calibrations name it.</summary>
    public static IReadOnlyList<string> Names { get; } = ["margin", "caption", "cosine", "peak", "sure"];

    /// <summary>The samples of one picture in one language; a claim that captions share is read once.</summary>
    public static async Task<IReadOnlyList<Sample>> OfAsync(
        MismatchDetector detector, Scene scene, int index, EncodedImage image, string language, CancellationToken cancellation)
    {
        var samples = new List<Sample>();
        foreach (var pair in scene.Mismatches)
        {
            var (right, wrong) = (CaptionParser.Parse(pair.In(language).Right), CaptionParser.Parse(pair.In(language).Wrong));
            var ofRight = LabelledClaims.OfRight(right).ToDictionary(claim => claim, _ => true);
            await AddAsync(right, ofRight).ConfigureAwait(false);
            await AddAsync(wrong, LabelledClaims.OfWrong(right, wrong).ToDictionary(entry => entry.Claim, entry => entry.Right)).ConfigureAwait(false);
        }

        return samples;

        async Task AddAsync(ParsedCaption caption, IReadOnlyDictionary<CaptionClaim, bool> labels)
        {
            var readings = await detector.ReadAsync(image, caption, cancellation).ConfigureAwait(false);
            for (var claim = 0; claim < readings.Count; claim++)
            {
                if (readings[claim] is { Margin: null } or { OfCaptions: true } || !labels.TryGetValue(caption.Claims[claim], out var right)) continue;

                samples.Add(new Sample(index, ClaimKindNames.Of(caption.Claims[claim].Kind), FeaturesOf(readings[claim]), right));
            }
        }
    }

    private static double[] FeaturesOf(Reading reading) =>
        [reading.Margin!.Value, reading.Caption ?? 0, reading.Cosine ?? 0, reading.Peak ?? 0, reading.Sure ?? 0];
}
