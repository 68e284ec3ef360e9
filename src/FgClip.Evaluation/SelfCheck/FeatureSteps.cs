using System.Diagnostics;
using System.Globalization;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Evaluation.SelfCheck;

/// <summary>Steps over features that hold for every checkpoint, whatever its weights.</summary>
internal sealed class FeatureSteps(FgClipEncoder encoder, Picture picture, CancellationToken cancellation)
{
    /// <summary>Differences of rounding between a batch and its items, relative to the largest value.</summary>
    private const double BatchTolerance = 1e-4;

    // Of different lengths, so that a batch pads or splits them differently than each alone.
    private static readonly string[] Texts =
        ["a dog", "a small red bicycle leans against the white wall of an old house", "一只黑色的猫坐在窗台上", ""];

    /// <summary>Features of the picture are finite and not all zero.</summary>
    public async Task<(SelfCheckOutcome Outcome, string Detail)> PictureAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var global = await encoder.EncodeImageAsync(picture, cancellation: cancellation).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var dense = await encoder.EncodeImageAsync(picture, new ImageEncodingOptions { Parts = ImageParts.Dense }, cancellation).ConfigureAwait(false);
        var region = dense.Dense.Region(new BoxPixels(picture.Width / 4.0, picture.Height / 4.0, picture.Width / 2.0, picture.Height / 2.0));
        return Judge(
            [("image", global.Feature), ("dense", dense.Dense.Values), ("region", region)],
            string.Create(CultureInfo.InvariantCulture, $"{global.Grid.Count} patches, budget {global.Budget}; the first took {seconds:F2} s"));
    }

    /// <summary>Features of texts from every head are finite and not all zero.</summary>
    public async Task<(SelfCheckOutcome Outcome, string Detail)> TextsAsync()
    {
        var features = new List<(string, ReadOnlyMemory<float>)>();
        foreach (var kind in Enum.GetValues<TextKind>())
        {
            var encoded = await encoder.EncodeTextsAsync([Texts[1]], kind, cancellation).ConfigureAwait(false);
            features.Add(($"{kind} text".ToLowerInvariant(), encoded[0].Feature));
        }

        return Judge([.. features], "short, box and long");
    }

    /// <summary>Texts together give what each gives alone.</summary>
    public async Task<(SelfCheckOutcome Outcome, string Detail)> BatchAsync()
    {
        double worst = 0;
        foreach (var kind in Enum.GetValues<TextKind>())
        {
            int[][] ids = [.. (await encoder.EncodeTextsAsync(Texts, kind, cancellation).ConfigureAwait(false)).Select(text => text.Ids.ToArray())];
            var together = await encoder.EncodeIdsAsync(ids, kind, cancellation).ConfigureAwait(false);
            for (var index = 0; index < ids.Length; index++)
            {
                var alone = await encoder.EncodeIdsAsync([ids[index]], kind, cancellation).ConfigureAwait(false);
                worst = Math.Max(worst, Difference(together[index], alone[0]));
            }
        }

        return (
            worst <= BatchTolerance ? SelfCheckOutcome.Passed : SelfCheckOutcome.Failed,
            string.Create(CultureInfo.InvariantCulture, $"{Texts.Length} texts a head: they differ by at most {worst:0.0e-0} of the largest value (allowed {BatchTolerance:0e-0})"));
    }

    /// <summary>Captions that fit the drawn sample beat captions that do not; judged where the checkpoint is for drawn scenes.</summary>
    public async Task<(SelfCheckOutcome Outcome, string Detail)> RelationsAsync()
    {
        var image = await encoder.EncodeImageAsync(SampleScene.Read(), cancellation: cancellation).ConfigureAwait(false);
        string[] captions = [.. SampleScene.Fitting, .. SampleScene.Unrelated];
        var texts = await encoder.EncodeTextsAsync(captions, TextKind.Short, cancellation).ConfigureAwait(false);
        float[] cosines = [.. texts.Select(text => Cosine.Of(image.Feature.Span, text.Feature.Span))];
        var (fits, others) = (cosines[..SampleScene.Fitting.Length], cosines[SampleScene.Fitting.Length..]);
        var beaten = fits.Sum(fit => others.Count(other => fit > other));
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"captions of the drawn sample beat unrelated ones in {beaten} of {fits.Length * others.Length} pairs (lowest fitting cosine {fits.Min():F3}, highest other {others.Max():F3})");
        if (encoder.Checkpoint.Card.Domain != "drawn scenes")
        {
            return (SelfCheckOutcome.Noted, $"{detail}; not judged: no figure is known for this checkpoint on a drawn picture");
        }

        return (beaten == fits.Length * others.Length ? SelfCheckOutcome.Passed : SelfCheckOutcome.Failed, detail);
    }

    private static double Difference(float[] left, float[] right) =>
        left.Zip(right, (a, b) => Math.Abs((double)a - b)).Max() / Math.Max(1, left.Max(Math.Abs));

    private static (SelfCheckOutcome Outcome, string Detail) Judge((string Name, ReadOnlyMemory<float> Values)[] features, string detail)
    {
        foreach (var (name, values) in features)
        {
            var array = values.ToArray();
            if (!array.All(float.IsFinite)) return (SelfCheckOutcome.Failed, $"the {name} feature holds values that are no numbers");
            if (array.All(value => value == 0)) return (SelfCheckOutcome.Failed, $"the {name} feature is all zeros");
        }

        return (SelfCheckOutcome.Passed, detail);
    }
}
