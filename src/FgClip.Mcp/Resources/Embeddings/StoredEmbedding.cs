namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>A feature with what makes it comparable. What it was made from is not kept.</summary>
/// <param name="Uri">Its handle.</param>
/// <param name="ModelHash">What the checkpoint computes, see <see cref="FgClip.Checkpoints.Checkpoint.Hash"/>.</param>
/// <param name="Precision">The type that the model computed in.</param>
/// <param name="TextKind">The text head; null for pictures.</param>
/// <param name="MaxPatches">The patch budget; null for texts.</param>
/// <param name="Truncated">The text was cut to what its head takes.</param>
/// <param name="Vector">[D], as the model gives it, not normalised.</param>
internal sealed record StoredEmbedding(
    EmbeddingUri Uri, string ModelHash, string Precision, string? TextKind, int? MaxPatches, bool Truncated, ReadOnlyMemory<float> Vector);
