namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>
/// The embeddings of whoever asks. That one cannot be kept is a warning, since the answer itself is right. Thread-safe.
/// </summary>
/// <param name="store">Where they are.</param>
/// <param name="owner">Whose they are.</param>
/// <param name="changed">Told the owner when there are new ones.</param>
internal sealed class EmbeddingShelf(EmbeddingStore store, Func<string> owner, Action<string> changed)
{
    /// <summary>What a handle needs to be found.</summary>
    private const string Remedy = "Make it again with embed_image or embed_text: handles are kept while they fit, each visible only to who made it.";

    /// <summary>Keeps embeddings.</summary>
    /// <returns>Null; or, where they are not kept and have no handles, why.</returns>
    public string? Keep(IReadOnlyList<StoredEmbedding> embeddings)
    {
        if (embeddings.Count == 0) return null;
        if (store.ReadOnly) return "Embeddings are not kept, and have no uri, because the server runs with --read-only.";

        try
        {
            if (store.Add(owner(), embeddings) > 0) changed(owner());
            return null;
        }
        catch (FgClipException error) when (error.Kind == FgClipErrorKind.File)
        {
            return $"Embeddings could not be kept and have no uri: {error.Message}";
        }
    }

    /// <summary>The embedding of a handle.</summary>
    /// <param name="handle">The handle as the caller gave it.</param>
    /// <param name="kind">What it must be of: <c>image</c> or <c>text</c>.</param>
    /// <param name="modelHash">What the running model computes.</param>
    /// <param name="precision">The type that it computes in.</param>
    /// <param name="model">Its name, for messages.</param>
    /// <exception cref="FgClipException">There is none, or it is of another kind or model.</exception>
    public StoredEmbedding Get(string handle, string kind, string modelHash, string precision, string model)
    {
        if (!EmbeddingUri.TryParse(handle, out var uri))
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, "the handle is malformed", handle, EmbeddingUri.Template, remedy: "Pass the uri of an embedding as embed_image or embed_text gave it.");
        }

        if (uri.Kind != kind)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "the handle is of another kind",
                handle,
                $"an embedding of kind {kind}",
                uri.Kind,
                "Picture handles stand where pictures do, text handles where texts do.");
        }

        var stored = store.Find(owner(), uri)
            ?? throw new FgClipException(FgClipErrorKind.Picture, "there is no such embedding", handle, remedy: Remedy);
        if (stored.ModelHash == modelHash && stored.Precision == precision) return stored;

        throw new FgClipException(
            FgClipErrorKind.Argument,
            "the embedding is of another model, and features of different models cannot be compared",
            handle,
            $"{model} ({precision}, {modelHash[..8]})",
            $"{uri.Model} ({stored.Precision}, {stored.ModelHash[..8]})",
            "Embed it again with the model that runs now.");
    }
}
