using FgClip.Mcp.Resources.Embeddings;
using FgClip.Mcp.Tools;

namespace FgClip.Mcp.Hosting;

/// <summary>What a server offers, whatever the transport.</summary>
internal sealed record ServerFeatures
{
    /// <summary>The tools. Default: all.</summary>
    public ToolSelection Tools { get; init; } = ToolSelection.All;

    /// <summary>How embeddings are kept; its <see cref="EmbeddingStoreOptions.ReadOnly"/> forbids every file that a call could write.</summary>
    public EmbeddingStoreOptions Store { get; init; } = new();
}
