using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>
/// Answers web pages of the allowed origins only. Without it any page that a user visits could call a server on that
/// user's machine. Programs send no Origin and are not concerned.
/// </summary>
internal sealed class OriginGate(RequestDelegate next, IReadOnlySet<string> allowed)
{
    public Task InvokeAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        return IsAllowed(context.Request, origin)
            ? next(context)
            : Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "This origin may not call this server. It is allowed with --allow-origin.");
    }

    // The Host was checked before: the origin of that name and port is the server's own.
    private bool IsAllowed(HttpRequest request, StringValues origin) =>
        origin.Count == 0
        || (origin.Count == 1
            && (allowed.Contains(origin[0]!)
                || string.Equals(origin[0], $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)));
}
