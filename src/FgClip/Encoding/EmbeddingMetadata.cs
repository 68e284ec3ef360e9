using Microsoft.Extensions.AI;

namespace FgClip.Encoding;

/// <summary>What the two embedding generators have in common.</summary>
internal static class EmbeddingMetadata
{
    public static EmbeddingGeneratorMetadata Of(FgClipEncoder encoder) => new(
        "fgclip",
        defaultModelId: encoder.Checkpoint.Card.Name,
        defaultModelDimensions: encoder.FeatureDimension);

    /// <exception cref="FgClipException">The options ask for what the encoder does not have.</exception>
    public static void Check(EmbeddingGenerationOptions? options, EmbeddingGeneratorMetadata metadata)
    {
        if (options?.ModelId is { } model && model != metadata.DefaultModelId)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, "this generator runs another model", "ModelId", metadata.DefaultModelId, model);
        }

        if (options?.Dimensions is { } dimensions && dimensions != metadata.DefaultModelDimensions)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "features cannot be shortened",
                "Dimensions",
                $"{metadata.DefaultModelDimensions}",
                $"{dimensions}");
        }
    }

    public static Embedding<float> ToEmbedding(ReadOnlyMemory<float> feature, EmbeddingGeneratorMetadata metadata) =>
        new(Cosine.Normalize(feature.Span)) { ModelId = metadata.DefaultModelId };

    public static object? Service(
        object generator, FgClipEncoder encoder, EmbeddingGeneratorMetadata metadata, Type type, object? key) =>
        key is not null ? null
        : type.IsInstanceOfType(generator) ? generator
        : type == typeof(EmbeddingGeneratorMetadata) ? metadata
        : type == typeof(FgClipEncoder) ? encoder
        : null;
}
