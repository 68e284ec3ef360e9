using System.Globalization;
using FgClip.Analysis;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Tokenization;

namespace FgClip.Evaluation.SelfCheck;

/// <summary>Compares a checkpoint with published values.</summary>
internal sealed class PublishedStep(FgClipEncoder encoder, Picture picture, PublishedValues values, CancellationToken cancellation)
{
    public async Task<(SelfCheckOutcome Outcome, string Detail)> RunAsync()
    {
        if ((picture.Width, picture.Height) != (values.Width, values.Height))
        {
            return (SelfCheckOutcome.Failed, $"the values are for COCO's {values.Picture}, {values.Width} by {values.Height} pixels; this picture has {picture.Width} by {picture.Height}");
        }

        var image = await encoder.EncodeImageAsync(picture, new ImageEncodingOptions { Parts = ImageParts.All }, cancellation).ConfigureAwait(false);
        var (isGood, details) = (true, new List<string>());
        foreach (var scores in values.Scores)
        {
            var lower = Error(await LogitsAsync(image, scores.Pieces).ConfigureAwait(false), scores.Logits);
            var written = Error(await LogitsAsync(image, scores.PiecesAsWritten).ConfigureAwait(false), scores.Logits);
            isGood &= Math.Min(lower, written) <= PublishedValues.Tolerance;
            details.Add(string.Create(CultureInfo.InvariantCulture, $"{scores.Id}: error {Math.Min(lower, written):0.0e-0} with captions {(lower <= written ? "in lower case" : "as written")}"));
        }

        foreach (var regions in values.Regions)
        {
            var text = await encoder.EncodeTextsAsync([regions.Text], TextKind.Box, cancellation).ConfigureAwait(false);
            float[] logits = [.. regions.Boxes.Select(box => 100 * Cosine.Of(image.Dense.Region(box), text[0].Feature.Span))];
            var error = Softmax.Of(logits).Zip(regions.Shares, (got, want) => Math.Abs(got - want)).Max();
            isGood &= error <= PublishedValues.Tolerance;
            details.Add(string.Create(CultureInfo.InvariantCulture, $"{regions.Id}: error {error:0.0e-0}"));
        }

        return (
            isGood ? SelfCheckOutcome.Passed : SelfCheckOutcome.Failed,
            $"{string.Join("; ", details)} (of the largest value; allowed {PublishedValues.Tolerance:0.###}). The picture must be COCO's {values.Picture} as published.");
    }

    private static double Error(float[] got, float[] want) =>
        got.Zip(want, (a, b) => Math.Abs((double)a - b)).Max() / Math.Max(1, want.Max(Math.Abs));

    private async Task<float[]> LogitsAsync(EncodedImage image, int[][] captions)
    {
        var empty = (await encoder.EncodeTextsAsync([""], TextKind.Short, cancellation).ConfigureAwait(false))[0];
        var config = TokenizerConfig.FromFolder(encoder.Checkpoint.Folder);
        TextTokens[] tokens = [.. captions.Select(pieces => Fill(pieces, empty, config))];
        var features = await encoder.EncodeTokensAsync(tokens, TextKind.Short, cancellation).ConfigureAwait(false);
        return [.. features.Select(feature => encoder.Scoring.Logit(Cosine.Of(image.Feature.Span, feature)))];
    }

    // An empty caption is what surrounds every caption: beginning and end tokens, and padding.
    private static TextTokens Fill(int[] pieces, EncodedText empty, TokenizerConfig config)
    {
        ReadOnlySpan<int> ids = empty.Ids.Span;
        var padding = ids[ids.Length / 2];
        var side = ids[0] == padding && ids[^1] != padding ? TokenSide.Left : TokenSide.Right;
        var start = side == TokenSide.Left ? ids.Length - empty.TokenCount : 0;
        var special = ids.Slice(start, empty.TokenCount);
        var begin = config.AddBos ? 1 : 0;
        int[] caption = [.. special[..begin], .. pieces, .. special[begin..]];
        var filled = new int[ids.Length];
        filled.AsSpan().Fill(padding);
        caption.CopyTo(filled, side == TokenSide.Left ? filled.Length - caption.Length : 0);
        return new TextTokens(filled, caption.Length, truncated: false, side);
    }
}
