using System.Numerics.Tensors;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Analysis.Classification;

/// <summary>
/// Tells which of several labels fits a picture or its parts, without training: a label's feature is the mean of the
/// features of its templates, each of length 1, as it is usual for models of this kind. Thread-safe.
/// </summary>
/// <param name="encoder">The encoder.</param>
public sealed class LabelClassifier(FgClipEncoder encoder)
{
    /// <summary>Labels of one call at most.</summary>
    public const int MaxLabels = 256;

    /// <summary>Boxes of one call at most.</summary>
    public const int MaxBoxes = 64;

    /// <summary>Labels times templates at most: each is a text to encode.</summary>
    public const int MaxTexts = 1024;

    /// <summary>Cosines of parts are multiplied by this before their softmax, as in the official evaluation of boxes.</summary>
    private const float RegionScale = 100;

    /// <summary>Labels of a whole picture, best first; equal ones keep the caller's order.</summary>
    /// <param name="image">A picture encoded with <see cref="ImageParts.Image"/> by the same encoder.</param>
    /// <param name="labels">1 to <see cref="MaxLabels"/> labels, none empty; scored with the short head.</param>
    /// <param name="templates">What they are put in; null for <see cref="LabelTemplates.Plain"/>.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FgClipException">The list is empty or too long, or a label is empty.</exception>
    public async Task<IReadOnlyList<LabelScore>> ClassifyAsync(
        EncodedImage image, IReadOnlyList<string> labels, LabelTemplates? templates = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        TextLists.Check(labels, "labels", MaxLabels);
        var features = await FeaturesAsync(labels, templates ?? LabelTemplates.Plain, TextKind.Short, cancellation).ConfigureAwait(false);
        return Rank(labels, features, image.Feature.Span, encoder.Scoring);
    }

    /// <summary>Labels of parts of a picture, for each part best first; equal ones keep the caller's order.</summary>
    /// <param name="image">A picture encoded with <see cref="ImageParts.Dense"/> by the same encoder.</param>
    /// <param name="boxes">1 to <see cref="MaxBoxes"/> boxes with area, in pixels of the picture that was encoded.</param>
    /// <param name="labels">1 to <see cref="MaxLabels"/> labels, none empty; scored with the box head.</param>
    /// <param name="templates">What they are put in; null for <see cref="LabelTemplates.Plain"/>.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One list a box, in the caller's order.</returns>
    /// <exception cref="FgClipException">A list is empty or too long, a label is empty, or a box has no area in the picture.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<LabelScore>>> ClassifyAsync(
        EncodedImage image, IReadOnlyList<BoxPixels> boxes, IReadOnlyList<string> labels, LabelTemplates? templates = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        CheckBoxes(boxes, image.Dense.PictureWidth, image.Dense.PictureHeight);
        TextLists.Check(labels, "labels", MaxLabels);
        var features = await FeaturesAsync(labels, templates ?? LabelTemplates.Plain, TextKind.Box, cancellation).ConfigureAwait(false);
        return [.. boxes.Select(box => Rank(labels, features, image.Dense.Region(box), null))];
    }

    /// <summary>Checks boxes before a picture is encoded for them.</summary>
    /// <exception cref="FgClipException">There are none or too many, or one has no area in the picture.</exception>
    internal static void CheckBoxes(IReadOnlyList<BoxPixels> boxes, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        if (boxes.Count is < 1 or > MaxBoxes)
        {
            throw new FgClipException(FgClipErrorKind.Argument, "boxes has the wrong length", expected: $"1 to {MaxBoxes} boxes", got: $"{boxes.Count}");
        }

        for (var index = 0; index < boxes.Count; index++)
        {
            var box = boxes[index];
            var inside = new BoxPixels(Math.Max(0, box.X1), Math.Max(0, box.Y1), Math.Min(width, box.X2), Math.Min(height, box.Y2));
            if (inside.Area > 0) continue; // not so where a coordinate is no number

            throw new FgClipException(
                FgClipErrorKind.Argument,
                $"boxes[{index}] has no area in the picture",
                expected: $"x1 < x2 and y1 < y2 in pixels of the {width}×{height} picture",
                got: $"{box}");
        }
    }

    // [L][D], each of length 1; and whether a text was cut.
    private async Task<(float[] Feature, bool Truncated)[]> FeaturesAsync(
        IReadOnlyList<string> labels, LabelTemplates templates, TextKind kind, CancellationToken cancellation)
    {
        var count = templates.Sentences.Count;
        if (labels.Count * count > MaxTexts)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "there are too many labels for so many templates",
                expected: $"labels × templates at most {MaxTexts}",
                got: $"{labels.Count} × {count}",
                remedy: "Give fewer templates, or split the labels over several calls.");
        }

        var texts = await encoder.EncodeTextsAsync([.. labels.SelectMany(templates.Of)], kind, cancellation).ConfigureAwait(false);
        return [.. texts.Chunk(count).Select(group => (Mean(group), group.Any(text => text.Truncated)))];
    }

    private static float[] Mean(EncodedText[] texts)
    {
        var sum = new float[texts[0].Feature.Length];
        foreach (var text in texts) TensorPrimitives.Add(sum, Cosine.Normalize(text.Feature.Span), sum);
        return Cosine.Normalize(sum);
    }

    private static LabelScore[] Rank(
        IReadOnlyList<string> labels, (float[] Feature, bool Truncated)[] features, ReadOnlySpan<float> seen, PairScoring? scoring)
    {
        var cosines = new float[labels.Count];
        for (var index = 0; index < cosines.Length; index++) cosines[index] = Cosine.Of(seen, features[index].Feature);
        float[] logits = [.. cosines.Select(cosine => scoring?.Logit(cosine) ?? cosine * RegionScale)];
        var shares = Softmax.Of(logits);
        return [.. labels
            .Select((label, index) => new LabelScore(
                index,
                label,
                cosines[index],
                scoring is null ? null : logits[index],
                scoring?.ProbabilityOf(logits[index]),
                shares[index],
                features[index].Truncated))
            .OrderByDescending(score => score.Cosine)
            .ThenBy(score => score.Index)];
    }
}
