using System.Text.Json;
using FgClip.Mcp.Tools;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>
/// Refuses <c>image_output: path</c>: the file would lie on the server's disk, where a client elsewhere cannot read it and
/// nobody would remove it.
/// </summary>
internal static class PathOutputRefusal
{
    public static ValueTask<CallToolResult> InvokeAsync(
        McpRequestHandler<CallToolRequestParams, CallToolResult> next, RequestContext<CallToolRequestParams> request, CancellationToken cancellation)
    {
        if (request.Params?.Arguments is not { } arguments
            || !arguments.TryGetValue(ToolParameters.ImageOutput.Name, out var output)
            || output.ValueKind != JsonValueKind.String || !output.ValueEquals("path"))
        {
            return next(request, cancellation);
        }

        var error = new FgClipException(
            FgClipErrorKind.Argument, "image_output 'path' is not available over HTTP", expected: "inline, link or none");
        return ValueTask.FromResult(ToolFailure.Of(request.Params.Name, error));
    }
}
