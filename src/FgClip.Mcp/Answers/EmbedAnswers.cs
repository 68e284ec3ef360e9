using FgClip.Analysis;
using FgClip.Encoding;
using FgClip.Mcp.Resources.Embeddings;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Answers;

/// <summary>Answers with features of pictures and texts.</summary>
/// <param name="encoder">The encoder.</param>
/// <param name="normalize">Whether features get length 1.</param>
/// <param name="withValues">Whether the answer holds the features themselves.</param>
/// <param name="shelf">Where features are kept, so that the answer has their handles; null where they are not.</param>
internal sealed class EmbedAnswers(FgClipEncoder encoder, bool normalize, bool withValues = true, EmbeddingShelf? shelf = null)
{
    /// <summary>Features of the pictures, then of the texts.</summary>
    public async Task<EmbedAnswer> EmbedAsync(
        IReadOnlyList<PictureToRead> pictures,
        IReadOnlyList<string> texts,
        TextKind kind,
        ImageEncodingOptions encoding,
        CancellationToken cancellation,
        IProgress<string>? progress = null)
    {
        var warnings = new List<string>(ModelNotes.Of(encoder));
        var results = new List<EmbeddingResult>();
        var made = new List<StoredEmbedding>();
        foreach (var picture in pictures)
        {
            results.Add(await EmbedImageAsync(
                picture, alone: pictures.Count + texts.Count == 1, encoding, made, warnings, cancellation).ConfigureAwait(false));
            if (pictures.Count > 1) progress?.Report($"{results.Count} of {pictures.Count} pictures.");
        }

        if (texts.Count > 0)
        {
            TextLists.Check(texts, "texts", CaptionRanker.MaxCaptions);
            var encoded = await encoder.EncodeTextsAsync(texts, kind, cancellation).ConfigureAwait(false);
            for (var index = 0; index < texts.Count; index++)
            {
                var text = encoded[index];
                if (text.Truncated) warnings.Add(ModelNotes.Cut(encoder, $"texts[{index}]", kind));
                var uri = shelf is null ? null : Add(made, EmbeddingIdentity.Of(encoder, texts[index], text));
                results.Add(new EmbeddingResult(
                    texts[index], TextKindNames.Of(kind), uri, null, text.Feature.Length, Values(text.Feature), text.Truncated, null));
            }
        }

        if (shelf?.Keep(made) is { } unkept)
        {
            warnings.Add(unkept);
            results = [.. results.Select(result => result with { Uri = null })];
        }

        var failed = results.Count(result => result.Error is not null);
        var card = encoder.Checkpoint.Card;
        return new EmbedAnswer
        {
            Model = card.Name,
            Precision = ModelNotes.PrecisionOf(encoder),
            Domain = card.Domain,
            Demonstration = card.Demonstration,
            Warnings = warnings,
            Summary = $"{results.Count - failed} of {results.Count} embedded{(normalize ? ", each of length 1" : "")}.",
            Embeddings = results,
            Normalized = normalize,
        };
    }

    private async Task<EmbeddingResult> EmbedImageAsync(
        PictureToRead picture, bool alone, ImageEncodingOptions encoding, List<StoredEmbedding> made, List<string> warnings, CancellationToken cancellation)
    {
        try
        {
            var seen = picture.Read();
            warnings.AddRange(seen.Warnings());
            var image = await encoder.EncodeImageAsync(seen.Seen, encoding, cancellation).ConfigureAwait(false);
            var uri = shelf is null ? null : Add(made, EmbeddingIdentity.Of(encoder, seen.Seen, image));
            return new EmbeddingResult(
                picture.Source, "image", uri, image.Budget, image.Feature.Length, Values(image.Feature), false, null);
        }
        catch (FgClipException error) when (error.Kind == FgClipErrorKind.Picture && !alone)
        {
            return new EmbeddingResult(picture.Source, "image", null, null, null, null, false, error.Message);
        }
    }

    private static string Add(List<StoredEmbedding> made, StoredEmbedding embedding)
    {
        made.Add(embedding);
        return embedding.Uri.ToString();
    }

    private float[]? Values(ReadOnlyMemory<float> feature) =>
        !withValues ? null : normalize ? Cosine.Normalize(feature.Span) : feature.ToArray();
}
