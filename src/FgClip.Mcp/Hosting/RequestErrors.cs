using System.Text.Json;
using FgClip.Mcp.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting;

/// <summary>
/// Errors of the protocol that say what to do, for requests that never reach a tool: the protocol library answers them
/// with no more than that an error occurred.
/// </summary>
internal static class RequestErrors
{
    /// <summary>
    /// Around the handling of a message: parameters of another shape than the method's, or text that is no Unicode, become
    /// an error that says so.
    /// </summary>
    public static McpMessageHandler Explain(McpMessageHandler next) => async (context, cancellation) =>
    {
        try
        {
            await next(context, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException && context.JsonRpcMessage is JsonRpcRequest)
        {
            var method = ((JsonRpcRequest)context.JsonRpcMessage).Method;
            throw new McpProtocolException($"{method}: {Reason(error)}{(error is JsonException ? Expected(method) : ".")}", error, McpErrorCode.InvalidParams);
        }
    };

    /// <summary>What a call of a tool that is not offered is answered with.</summary>
    /// <param name="name">The tool's name; null where the call has none.</param>
    /// <param name="offered">The tools that are offered.</param>
    public static McpProtocolException UnknownTool(string? name, ToolSelection offered) => new(
        $"Unknown tool: there is no tool '{name}'; expected {string.Join(", ", offered.Tools.Select(tool => tool.Name))}.",
        McpErrorCode.InvalidParams);

    // The parser's own words name its types; those of a lone surrogate say only what it wanted to read.
    private static string Reason(Exception error) => error is JsonException { Path: { Length: > 1 } path }
        ? $"the parameter '{path.TrimStart('$', '.')}' is of the wrong type"
        : error is JsonException ? "a parameter is missing or of the wrong type"
        : "a text is not well-formed Unicode: half of a surrogate pair stands alone";

    private static string Expected(string method) => method == RequestMethods.ToolsCall
        ? """; expected {"name": "…", "arguments": {…}}, where arguments is an object."""
        : ".";
}
