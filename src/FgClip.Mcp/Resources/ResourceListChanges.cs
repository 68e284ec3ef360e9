using System.Collections.Concurrent;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Resources;

/// <summary>
/// Tells clients that their list of resources changed. The protocol library sends that, to every generation of clients
/// in its way, when a session's collection of resources changes; ours are listed by a handler, so each owner's collection
/// holds nothing but a mark that comes and goes. Thread-safe.
/// </summary>
internal sealed class ResourceListChanges
{
    private readonly ConcurrentDictionary<string, McpServerResourceCollection> _collections = new();

    /// <summary>The collection that an owner's sessions get in their options.</summary>
    public McpServerResourceCollection For(string owner) => _collections.GetOrAdd(owner, _ => []);

    /// <summary>Tells an owner's sessions.</summary>
    public void Raise(string owner)
    {
        if (!_collections.TryGetValue(owner, out var collection)) return; // no session listens

        lock (collection)
        {
            if (!collection.TryAdd(Mark.Instance)) collection.Remove(Mark.Instance);
        }
    }

    /// <summary>In no list and with no content.</summary>
    private sealed class Mark : McpServerResource
    {
        public static Mark Instance { get; } = new();

        public override ResourceTemplate ProtocolResourceTemplate { get; } = new() { Name = "mark", UriTemplate = "fgclip://mark" };

        public override Resource? ProtocolResource => null;

        public override IReadOnlyList<object> Metadata => [];

        public override bool IsMatch(string uri) => false;

        public override ValueTask<ReadResourceResult> ReadAsync(
            RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken = default) =>
            throw ResourceErrors.NotFound(request.Params.Uri);
    }
}
