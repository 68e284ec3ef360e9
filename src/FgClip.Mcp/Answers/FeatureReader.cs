using FgClip.Encoding;
using FgClip.Mcp.Resources.Embeddings;

namespace FgClip.Mcp.Answers;

/// <summary>Features of what callers name: pictures and texts, which are encoded, and handles of embeddings, which are looked up.</summary>
/// <param name="encoder">The encoder.</param>
/// <param name="shelf">The caller's embeddings.</param>
internal sealed class FeatureReader(FgClipEncoder encoder, EmbeddingShelf shelf)
{
    /// <summary>The feature of a picture or a picture's handle.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="encoding">How it is encoded. A handle has its own budget.</param>
    /// <param name="warnings">Takes what the caller should know.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FgClipException">It cannot be read, or is of another model.</exception>
    public async Task<ComparedFeature> ImageAsync(
        PictureToRead picture, ImageEncodingOptions encoding, List<string> warnings, CancellationToken cancellation)
    {
        if (EmbeddingUri.IsHandle(picture.Source)) return OfHandle(picture.Source, EmbeddingUri.Image);

        var seen = picture.Read();
        warnings.AddRange(seen.Warnings());
        var image = await encoder.EncodeImageAsync(seen.Seen, encoding, cancellation).ConfigureAwait(false);
        return new ComparedFeature(picture.Source, EmbeddingUri.Image, null, image.Budget, false, image.Feature, null);
    }

    /// <summary>Features of several pictures; one that cannot be read among several has its error.</summary>
    public async Task<IReadOnlyList<ComparedFeature>> ImagesAsync(
        IReadOnlyList<PictureToRead> pictures, ImageEncodingOptions encoding, bool alone, List<string> warnings, IProgress<string>? progress, CancellationToken cancellation)
    {
        var features = new List<ComparedFeature>(pictures.Count);
        foreach (var picture in pictures)
        {
            try
            {
                features.Add(await ImageAsync(picture, encoding, warnings, cancellation).ConfigureAwait(false));
            }
            catch (FgClipException error) when (error.Kind == FgClipErrorKind.Picture && !alone)
            {
                features.Add(new ComparedFeature(picture.Source, EmbeddingUri.Image, null, null, false, null, error.Message));
            }

            if (pictures.Count > 1) progress?.Report($"{features.Count} of {pictures.Count} pictures.");
        }

        return features;
    }

    /// <summary>Features of texts and texts' handles, in their order.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="kind">The head of those that are encoded; null: one head for all, short where they all fit it, else long.</param>
    /// <param name="name">What the list is called in messages.</param>
    /// <param name="warnings">Takes what the caller should know.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FgClipException">A handle is unknown or of another model.</exception>
    public async Task<IReadOnlyList<ComparedFeature>> TextsAsync(
        IReadOnlyList<string> texts, TextKind? kind, string name, List<string> warnings, CancellationToken cancellation)
    {
        var features = new ComparedFeature[texts.Count];
        var plain = new List<int>();
        for (var index = 0; index < texts.Count; index++)
        {
            if (EmbeddingUri.IsHandle(texts[index])) features[index] = OfHandle(texts[index], EmbeddingUri.Text);
            else plain.Add(index);
        }

        var head = kind ?? (plain.All(index => encoder.CountTokens(texts[index]) <= encoder.TextLength(TextKind.Short)) ? TextKind.Short : TextKind.Long);
        var encoded = plain.Count == 0 ? [] : await encoder.EncodeTextsAsync([.. plain.Select(index => texts[index])], head, cancellation).ConfigureAwait(false);
        foreach (var (index, text) in plain.Zip(encoded))
        {
            if (text.Truncated) warnings.Add(ModelNotes.Cut(encoder, texts.Count == 1 ? name : $"{name}[{index}]", head));
            features[index] = new ComparedFeature(texts[index], EmbeddingUri.Text, TextKindNames.Of(head), null, text.Truncated, text.Feature, null);
        }

        return features;
    }

    /// <summary>What must be known about pictures that were read at different budgets; null where they were not.</summary>
    public static string? BudgetNote(IEnumerable<ComparedFeature> features) =>
        features.Select(feature => feature.MaxPatches).OfType<int>().Distinct().Skip(1).Any()
            ? "The pictures were read at different patch budgets, which shifts their scores; a fixed max_patches makes them comparable."
            : null;

    /// <summary>The one patch budget of features; null where there are several or none.</summary>
    public static int? BudgetOf(IEnumerable<ComparedFeature> features) =>
        features.Select(feature => feature.MaxPatches).OfType<int>().Distinct().ToArray() is [var budget] ? budget : null;

    private ComparedFeature OfHandle(string handle, string kind)
    {
        var stored = shelf.Get(handle, kind, encoder.Checkpoint.Hash, ModelNotes.PrecisionOf(encoder), encoder.Checkpoint.Card.Name);
        return new ComparedFeature(handle, kind, stored.TextKind, stored.MaxPatches, stored.Truncated, stored.Vector, null);
    }
}
