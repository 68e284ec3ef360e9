using ModelContextProtocol;

namespace FgClip.Mcp.Resources;

/// <summary>What goes wrong with resources, as errors of the protocol.</summary>
internal static class ResourceErrors
{
    /// <summary>No resource of the caller's has this URI; those of others are not admitted to exist.</summary>
    public static McpProtocolException NotFound(string uri) => new(
        $"There is no resource '{uri}': drawn pictures are kept while they fit and end with the server, embeddings are kept while they fit, "
        + "and each is visible only to those who made it.",
        McpErrorCode.ResourceNotFound);

    /// <summary>The place that a client wants to go on from is none of ours.</summary>
    public static McpProtocolException WrongCursor(string cursor) => new(
        $"The cursor '{cursor}' is wrong: pass the nextCursor of the last page as it is, or none.", McpErrorCode.InvalidParams);

    /// <summary>What is kept cannot be read now.</summary>
    public static McpProtocolException Unavailable(FgClipException error) => new(error.Message, error, McpErrorCode.InternalError);
}
