using FgClip.Mcp.Resources.Embeddings;

namespace FgClip.Mcp.Results;

/// <summary>What is kept in the user's data folder: all owners together.</summary>
/// <param name="File">The file.</param>
/// <param name="FileBytes">Its size, with what is not yet merged into it.</param>
/// <param name="Embeddings">Vectors.</param>
/// <param name="Bytes">Bytes that count against the bound.</param>
/// <param name="MaxBytes">The bound.</param>
/// <param name="Groups">Vectors by kind, model and precision.</param>
/// <param name="Removed">Vectors that <c>cache clear</c> removed; null for <c>cache stats</c>.</param>
/// <param name="Summary">All this in one sentence.</param>
internal sealed record CacheAnswer(
    string File, long FileBytes, long Embeddings, long Bytes, long MaxBytes, IReadOnlyList<EmbeddingGroup> Groups, int? Removed, string Summary);
