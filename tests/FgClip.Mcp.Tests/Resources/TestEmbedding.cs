using FgClip.Mcp.Resources.Embeddings;

namespace FgClip.Mcp.Tests.Resources;

/// <summary>Embeddings of one number each.</summary>
internal static class TestEmbedding
{
    public const string Owner = "one";

    public static StoredEmbedding Of(int number, string kind = EmbeddingUri.Image, string model = "a/model", int dimensions = 8)
    {
        var vector = Enumerable.Range(0, dimensions).Select(index => number + index / 8f).ToArray();
        return new StoredEmbedding(
            new EmbeddingUri(kind, model, $"{number:x32}"),
            "hash",
            "float32",
            kind == EmbeddingUri.Text ? "short" : null,
            kind == EmbeddingUri.Image ? 256 : null,
            false,
            vector);
    }
}
