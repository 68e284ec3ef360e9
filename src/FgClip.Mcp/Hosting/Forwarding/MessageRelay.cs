using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Hosting.Forwarding;

/// <summary>
/// Passes messages between a host and a running server as they are, both ways: requests, answers, progress,
/// cancellation and every other notification, whatever the revision of the protocol. Only failures to reach the server
/// are answered here.
/// </summary>
/// <param name="host">The connection to the host.</param>
/// <param name="server">The connection to the server.</param>
/// <param name="explain">Says what a failure to reach the server means.</param>
/// <param name="warn">Told about failures that no request waits for.</param>
internal sealed class MessageRelay(ITransport host, ITransport server, Func<Exception, JsonRpcErrorDetail> explain, Action<string> warn)
{
    private readonly ConcurrentDictionary<RequestId, CancellationTokenSource> _requests = [];

    /// <summary>Passes messages on until the host closes its connection.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var answers = PassAnswersAsync(end.Token);
        var requests = new ConcurrentDictionary<Task, bool>();
        try
        {
            await foreach (var message in host.MessageReader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                if (message is JsonRpcRequest request)
                {
                    var passing = PassRequestAsync(request, end.Token);
                    requests[passing] = true;
                    _ = passing.ContinueWith(done => requests.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                    continue;
                }

                // One after the other, so that they arrive in this order.
                await PassAsync(message, end.Token).ConfigureAwait(false);
                if (message is JsonRpcNotification { Method: NotificationMethods.CancelledNotification } notification) CancelRequest(notification);
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(requests.Keys.Append(answers)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PassAnswersAsync(CancellationToken cancellation)
    {
        await foreach (var message in server.MessageReader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            await host.SendMessageAsync(message, cancellation).ConfigureAwait(false);
        }
    }

    // The answer comes through the other direction; here is only waited for the request's stream to end.
    private async Task PassRequestAsync(JsonRpcRequest request, CancellationToken end)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(end);
        _requests[request.Id] = stop;
        try
        {
            await server.SendMessageAsync(request, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host gave up: it waits for no answer.
        }
        catch (Exception error)
        {
            var detail = explain(error);
            warn(detail.Message);
            await host.SendMessageAsync(new JsonRpcError { Id = request.Id, Error = detail }, end).ConfigureAwait(false);
        }
        finally
        {
            _requests.TryRemove(request.Id, out _);
        }
    }

    private async Task PassAsync(JsonRpcMessage message, CancellationToken cancellation)
    {
        try
        {
            await server.SendMessageAsync(message, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            warn(explain(error).Message);
        }
    }

    // Closing the stream is how revisions without sessions cancel.
    private void CancelRequest(JsonRpcNotification notification)
    {
        if ((notification.Params as JsonObject)?["requestId"]?.Deserialize<RequestId>() is { } id && _requests.TryGetValue(id, out var stop)) stop.Cancel();
    }
}
