using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tools;

/// <summary>Errors as tool results.</summary>
internal static class ToolFailure
{
    /// <summary>
    /// An error that the caller can act on, with its whole text. That the server is overloaded is said in
    /// <c>_meta</c> too, so that programs need not read sentences.
    /// </summary>
    public static CallToolResult Of(string? tool, FgClipException error)
    {
        var result = Of($"{tool}: {error.Message}");
        if (error.Kind == FgClipErrorKind.Overload)
        {
            result.Meta = new JsonObject
            {
                ["fgclip/error"] = "overloaded",
                ["fgclip/retry_after_seconds"] = Math.Ceiling((error.RetryAfter ?? TimeSpan.FromSeconds(2)).TotalSeconds),
            };
        }

        return result;
    }

    /// <summary>An error in words.</summary>
    public static CallToolResult Of(string message) => new() { IsError = true, Content = [new TextContentBlock { Text = message }] };
}
