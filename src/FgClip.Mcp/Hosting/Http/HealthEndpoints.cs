using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>
/// What orchestrators ask, without a token: <c>/health/live</c>, whether the process answers, and <c>/health/ready</c>,
/// whether the model is loaded.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints, ModelHost models)
    {
        endpoints.MapGet("/health/live", static context => WriteAsync(context, StatusCodes.Status200OK, "live"));
        endpoints.MapGet("/health/ready", context =>
        {
            var state = models.State;
            return WriteAsync(context, state == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, state);
        });
    }

    private static Task WriteAsync(HttpContext context, int status, string state)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync($$"""{"status":"{{state}}"}""", context.RequestAborted);
    }
}
