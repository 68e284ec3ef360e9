using FgClip.Encoding;

namespace FgClip.Analysis;

/// <summary>Scores captions against one picture. Thread-safe.</summary>
public sealed class CaptionRanker(FgClipEncoder encoder)
{
    /// <summary>Captions of one call at most.</summary>
    public const int MaxCaptions = 256;

    /// <summary>Ranks captions by logit, best first; equal logits keep the caller's order.</summary>
    /// <param name="image">A picture encoded with <see cref="ImageParts.Image"/> by the same encoder.</param>
    /// <param name="captions">1 to <see cref="MaxCaptions"/> captions, none empty.</param>
    /// <param name="kind">
    /// The head for all captions; null: the short head where the caption fits it, else the long one. Shares are among
    /// captions of one head.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FgClipException">The list is empty or too long, or a caption is empty.</exception>
    public Task<IReadOnlyList<RankedCaption>> RankAsync(
        EncodedImage image, IReadOnlyList<string> captions, TextKind? kind = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return RankAsync(image.Feature, captions, kind, cancellation);
    }

    /// <summary>As above, for a picture whose feature was kept.</summary>
    /// <param name="feature">The image feature [D] of the same model, normalised or not.</param>
    /// <param name="captions">1 to <see cref="MaxCaptions"/> captions, none empty.</param>
    /// <param name="kind">The head for all captions; null: the short head where the caption fits it, else the long one.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FgClipException">
    /// The list is empty or too long, a caption is empty, or the feature has another dimension than the model's.
    /// </exception>
    public async Task<IReadOnlyList<RankedCaption>> RankAsync(
        ReadOnlyMemory<float> feature, IReadOnlyList<string> captions, TextKind? kind = null, CancellationToken cancellation = default)
    {
        TextLists.Check(captions, "captions", MaxCaptions);

        var ranked = new List<RankedCaption>(captions.Count);
        foreach (var group in Enumerable.Range(0, captions.Count).GroupBy(index => kind ?? KindOf(captions[index])))
        {
            int[] indices = [.. group];
            var texts = await encoder.EncodeTextsAsync([.. indices.Select(index => captions[index])], group.Key, cancellation)
                .ConfigureAwait(false);
            var cosines = texts.Select(text => Cosine.Of(feature.Span, text.Feature.Span)).ToArray();
            var logits = cosines.Select(encoder.Scoring.Logit).ToArray();
            var shares = Softmax.Of(logits);
            ranked.AddRange(indices.Select((index, place) => new RankedCaption(
                index,
                captions[index],
                group.Key,
                cosines[place],
                logits[place],
                encoder.Scoring.ProbabilityOf(logits[place]),
                shares[place],
                texts[place].Truncated)));
        }

        return [.. ranked.OrderByDescending(caption => caption.Logit).ThenBy(caption => caption.Index)];
    }

    private TextKind KindOf(string caption) =>
        encoder.CountTokens(caption) <= encoder.TextLength(TextKind.Short) ? TextKind.Short : TextKind.Long;
}
