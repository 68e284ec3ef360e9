using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>Refuses a request before the protocol's library sees it, with an error as the protocol has them.</summary>
internal static class Refusal
{
    /// <summary>Writes the status and a JSON-RPC error without an id, since the body may not have been read.</summary>
    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        var error = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = null,
            ["error"] = new JsonObject { ["code"] = -32000, ["message"] = message },
        };
        return context.Response.WriteAsync(error.ToJsonString(), context.RequestAborted);
    }
}
