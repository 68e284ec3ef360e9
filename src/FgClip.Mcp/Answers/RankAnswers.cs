using System.Globalization;
using FgClip.Analysis;
using FgClip.Encoding;
using FgClip.Mcp.Resources.Embeddings;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Answers;

/// <summary>Answers which caption fits a picture, and which picture fits a text.</summary>
internal sealed class RankAnswers(FgClipEncoder encoder)
{
    /// <summary>Captions for a picture, best first.</summary>
    public async Task<RankCaptionsAnswer> CaptionsAsync(
        SeenPicture picture, IReadOnlyList<string> captions, TextKind? kind, int? topK, ImageEncodingOptions encoding, CancellationToken cancellation)
    {
        TextLists.Check(captions, "captions", CaptionRanker.MaxCaptions);
        var image = await encoder.EncodeImageAsync(picture.Seen, encoding, cancellation).ConfigureAwait(false);
        var ranked = await new CaptionRanker(encoder).RankAsync(image, captions, kind, cancellation).ConfigureAwait(false);

        return CaptionsAnswer(ranked, image.Budget, picture.Warnings(), topK);
    }

    /// <summary>Captions for a picture whose handle was kept, best first.</summary>
    public async Task<RankCaptionsAnswer> CaptionsAsync(
        string handle, IReadOnlyList<string> captions, TextKind? kind, int? topK, EmbeddingShelf shelf, CancellationToken cancellation)
    {
        TextLists.Check(captions, "captions", CaptionRanker.MaxCaptions);
        var stored = shelf.Get(handle, EmbeddingUri.Image, encoder.Checkpoint.Hash, ModelNotes.PrecisionOf(encoder), encoder.Checkpoint.Card.Name);
        var ranked = await new CaptionRanker(encoder).RankAsync(stored.Vector, captions, kind, cancellation).ConfigureAwait(false);
        return CaptionsAnswer(ranked, stored.MaxPatches, [], topK);
    }

    /// <summary>Pictures for a text, best first; unreadable ones last, each with its error. Either may be a handle.</summary>
    public async Task<RankImagesAnswer> ImagesAsync(
        string text,
        IReadOnlyList<PictureToRead> pictures,
        TextKind? kind,
        int? topK,
        ImageEncodingOptions encoding,
        EmbeddingShelf shelf,
        IProgress<string>? progress,
        CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new FgClipException(FgClipErrorKind.Argument, "text is empty", expected: "what the picture should show");
        }

        var warnings = new List<string>(ModelNotes.Of(encoder));
        var reader = new FeatureReader(encoder, shelf);
        var wanted = (await reader.TextsAsync([text], kind, "text", warnings, cancellation).ConfigureAwait(false))[0];
        if (wanted.TextKind == TextKindNames.Of(TextKind.Box))
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, "text is an embedding of kind box, which is for parts of pictures", text, "kind short or long");
        }

        var features = await reader.ImagesAsync(pictures, encoding, alone: pictures.Count == 1, warnings, progress, cancellation).ConfigureAwait(false);
        if (FeatureReader.BudgetNote(features) is { } note) warnings.Add(note);

        var results = features.Select((picture, index) =>
        {
            if (picture.Feature is not { } feature) return new ImageResult(index, picture.Source, null, null, null, picture.Error);

            var cosine = Cosine.Of(feature.Span, wanted.Feature!.Value.Span);
            var logit = encoder.Scoring.Logit(cosine);
            return new ImageResult(index, picture.Source, cosine, logit, encoder.Scoring.ProbabilityOf(logit), null);
        });
        ImageResult[] ordered = [.. results.OrderByDescending(row => row.Cosine ?? float.NegativeInfinity).ThenBy(row => row.Index)];
        var card = encoder.Checkpoint.Card;
        return new RankImagesAnswer
        {
            Model = card.Name,
            Precision = ModelNotes.PrecisionOf(encoder),
            MaxPatches = FeatureReader.BudgetOf(features),
            Domain = card.Domain,
            Demonstration = card.Demonstration,
            Warnings = warnings,
            Summary = ordered[0] switch
            {
                { Cosine: null } => "No picture could be read.",
                { Probability: { } probability } best =>
                    string.Create(CultureInfo.InvariantCulture, $"Best of {ordered.Length}: {best.Image} (probability {probability:F3})."),
                var best => string.Create(CultureInfo.InvariantCulture, $"Best of {ordered.Length}: {best.Image} (cosine {best.Cosine:F3})."),
            },
            Results = [.. ordered.Take(topK ?? int.MaxValue)],
        };
    }

    private RankCaptionsAnswer CaptionsAnswer(IReadOnlyList<RankedCaption> ranked, int? budget, IEnumerable<string> notes, int? topK)
    {
        var cut = ranked.Where(caption => caption.Truncated)
            .Select(caption => ModelNotes.Cut(encoder, $"captions[{caption.Index}]", caption.Kind));
        var best = ranked[0];
        var card = encoder.Checkpoint.Card;
        return new RankCaptionsAnswer
        {
            Model = card.Name,
            Precision = ModelNotes.PrecisionOf(encoder),
            MaxPatches = budget,
            Domain = card.Domain,
            Demonstration = card.Demonstration,
            Warnings = [.. ModelNotes.Of(encoder), .. notes, .. cut],
            Summary = string.Create(
                CultureInfo.InvariantCulture, $"Best of {ranked.Count}: \"{Excerpts.Of(best.Caption)}\" ({(best.Probability is { } probability ? $"probability {probability:F3}" : $"share {best.Share:F3}")})."),
            Results = [.. ranked.Take(topK ?? int.MaxValue).Select(row => new CaptionResult(
                row.Index, row.Caption, TextKindNames.Of(row.Kind), row.Cosine, row.Logit, row.Probability, row.Share, row.Truncated))],
        };
    }
}
