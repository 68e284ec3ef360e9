using Microsoft.Extensions.AI;

namespace FgClip.Encoding;

/// <summary>
/// Text features as Microsoft.Extensions.AI embeddings, normalised to length 1. Thread-safe. The encoder stays the
/// caller's: disposing of the generator leaves it open.
/// </summary>
public sealed class TextEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly FgClipEncoder _encoder;
    private readonly TextKind _kind;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>A generator over one head of an encoder.</summary>
    /// <param name="encoder">The encoder, which must outlive the generator.</param>
    /// <param name="kind">
    /// The head: <see cref="TextKind.Short"/> (default) or <see cref="TextKind.Long"/> to compare with image features,
    /// <see cref="TextKind.Box"/> to compare with regions.
    /// </param>
    public TextEmbeddingGenerator(FgClipEncoder encoder, TextKind kind = TextKind.Short)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        (_encoder, _kind) = (encoder, kind);
        _metadata = EmbeddingMetadata.Of(encoder);
    }

    /// <inheritdoc/>
    /// <exception cref="FgClipException">Another model or dimension was asked for than the encoder has.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        EmbeddingMetadata.Check(options, _metadata);
        var texts = await _encoder.EncodeTextsAsync([.. values], _kind, cancellationToken).ConfigureAwait(false);
        return [.. texts.Select(text => EmbeddingMetadata.ToEmbedding(text.Feature, _metadata))];
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        EmbeddingMetadata.Service(this, _encoder, _metadata, serviceType, serviceKey);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
