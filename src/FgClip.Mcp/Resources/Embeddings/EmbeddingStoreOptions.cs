namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>How embeddings are kept.</summary>
internal sealed record EmbeddingStoreOptions
{
    /// <summary>The folder of the file; null (default): <see cref="DataFolder"/>.</summary>
    public string? Folder { get; init; }

    /// <summary>Bytes of vectors and their description at most, all owners together; the longest unused go first. Default: 256 MB.</summary>
    public long MaxBytes { get; init; } = 256_000_000;

    /// <summary>Whether nothing is written: what the file holds can still be read. Default: false.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>How long to wait for another process that writes. Default: 10 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
