namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>What is kept.</summary>
/// <param name="Embeddings">Vectors of the owner.</param>
/// <param name="Bytes">Bytes of all owners, descriptions included.</param>
/// <param name="MaxBytes">Bytes at most; the longest unused go first.</param>
/// <param name="Groups">The owner's vectors by kind, model and precision.</param>
internal sealed record EmbeddingStats(long Embeddings, long Bytes, long MaxBytes, IReadOnlyList<EmbeddingGroup> Groups);

/// <summary>Vectors that may be compared with each other.</summary>
internal sealed record EmbeddingGroup(string Kind, string Model, string Precision, long Embeddings, long VectorBytes);
