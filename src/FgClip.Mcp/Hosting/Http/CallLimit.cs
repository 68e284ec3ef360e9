using FgClip.Mcp.Tools;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>
/// Bounds the tool calls that run or wait at once. Every transport needs it: over legacy SSE a call's request is answered
/// before the call begins, so that no limit of requests sees it. Thread-safe.
/// </summary>
internal sealed class CallLimit(int limit)
{
    private int _calls;

    /// <summary>Calls now.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Runs a call, or refuses it.</summary>
    public async ValueTask<CallToolResult> InvokeAsync(
        McpRequestHandler<CallToolRequestParams, CallToolResult> next, RequestContext<CallToolRequestParams> request, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref _calls) > limit) return Overload(request.Params?.Name);
            return await next(request, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }

    private CallToolResult Overload(string? tool) => ToolFailure.Of(tool, new FgClipException(
        FgClipErrorKind.Overload, "the server is overloaded", expected: $"at most {limit} calls at once", remedy: "Call again in a few seconds."));
}
