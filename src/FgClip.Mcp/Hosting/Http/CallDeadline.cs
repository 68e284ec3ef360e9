using FgClip.Mcp.Tools;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>
/// Lets running calls go on for a while when the server is told to stop, then cancels them and says so in their answers,
/// for which their callers would otherwise see a broken connection. Thread-safe.
/// </summary>
internal sealed class CallDeadline : IDisposable
{
    /// <summary>How long the answers may take on their way, beyond the time of the calls.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenRegistration _stopping;

    /// <param name="lifetime">Says when the server is told to stop.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">How long calls may go on.</param>
    public CallDeadline(IHostApplicationLifetime lifetime, TimeProvider time, HttpHostOptions options)
    {
        _over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = lifetime.ApplicationStopping.Register(() => _over.CancelAfter(options.ShutdownTimeout));
    }

    /// <summary>Runs a call.</summary>
    public async ValueTask<CallToolResult> InvokeAsync(
        McpRequestHandler<CallToolRequestParams, CallToolResult> next, RequestContext<CallToolRequestParams> request, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, cancellation);
        try
        {
            return await next(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return ToolFailure.Of($"{request.Params?.Name}: the server was told to stop before the call was done. Call again when it runs again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _over.Dispose();
    }
}
