using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>What becomes of an exception while a request is read.</summary>
internal static class RequestFault
{
    /// <summary>Whether the caller is to blame, so that the log need not have it.</summary>
    public static bool IsCallers(ExceptionHandlerSuppressDiagnosticsContext context) => StatusOf(context.Exception) < StatusCodes.Status500InternalServerError;

    public static Task WriteAsync(HttpContext context)
    {
        var status = StatusOf(context.Features.Get<IExceptionHandlerFeature>()?.Error);
        return Refusal.WriteAsync(context, status, status switch
        {
            StatusCodes.Status413PayloadTooLarge => "The request is too large: the largest is set with --max-request-bytes.",
            StatusCodes.Status408RequestTimeout => "The request came too slowly.",
            < StatusCodes.Status500InternalServerError => "The request is not a message of the protocol.",
            _ => "A fault of this server. Its log on standard error has the details; please report it.",
        });
    }

    private static int StatusOf(Exception? error) => error switch
    {
        BadHttpRequestException request => request.StatusCode,
        JsonException => StatusCodes.Status400BadRequest,
        OperationCanceledException => StatusCodes.Status408RequestTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };
}
