using FgClip.Imaging;
using Microsoft.Extensions.AI;

namespace FgClip.Encoding;

/// <summary>
/// Image features as Microsoft.Extensions.AI embeddings, normalised to length 1; the input is a picture file's bytes in
/// a <see cref="DataContent"/>. Thread-safe. The encoder stays the caller's: disposing of the generator leaves it open.
/// </summary>
public sealed class ImageEmbeddingGenerator : IEmbeddingGenerator<DataContent, Embedding<float>>
{
    private readonly FgClipEncoder _encoder;
    private readonly ImageEncodingOptions _options;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>A generator over an encoder.</summary>
    /// <param name="encoder">The encoder, which must outlive the generator.</param>
    /// <param name="maxPatches">Patch budget; null for the official rule by size. Embeddings of different budgets differ.</param>
    public ImageEmbeddingGenerator(FgClipEncoder encoder, int? maxPatches = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _encoder = encoder;
        _options = new ImageEncodingOptions { MaxPatches = maxPatches };
        _metadata = EmbeddingMetadata.Of(encoder);
    }

    /// <inheritdoc/>
    /// <exception cref="FgClipException">
    /// A picture cannot be read, or another model or dimension was asked for than the encoder has.
    /// </exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<DataContent> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        EmbeddingMetadata.Check(options, _metadata);
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            var picture = PictureReader.Decode(value.Data, value.Name ?? $"picture {embeddings.Count}");
            var image = await _encoder.EncodeImageAsync(picture, _options, cancellationToken).ConfigureAwait(false);
            embeddings.Add(EmbeddingMetadata.ToEmbedding(image.Feature, _metadata));
        }

        return embeddings;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        EmbeddingMetadata.Service(this, _encoder, _metadata, serviceType, serviceKey);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
