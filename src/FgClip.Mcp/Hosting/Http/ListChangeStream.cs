using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FgClip.Mcp.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>
/// Tells clients without a session that their list of resources changed, on the answer to <c>subscriptions/listen</c>,
/// which stays open for it. Of the notifications that a client can ask for, this is the only one that ever comes.
/// </summary>
internal static class ListChangeStream
{
    /// <summary>Answers when the client goes or the server stops; at once where nothing would ever come.</summary>
    public static async ValueTask<EmptyResult> RunAsync(RequestContext<SubscriptionsListenRequestParams> request, CancellationToken cancellation)
    {
        var services = request.Services!;
        var granted = request.Params.Notifications.ResourcesListChanged == true;
        var collection = services.GetRequiredService<ResourceListChanges>().For(services.GetRequiredService<OwnerScope>().Current);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);

        // One waiting notification says as much as many.
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Changed(object? sender, EventArgs change) => changes.Writer.TryWrite(true);
        collection.Changed += Changed; // before the client is told that it listens
        try
        {
            await SendAsync(request, NotificationMethods.SubscriptionsAcknowledgedNotification, Acknowledgement(granted), end.Token).ConfigureAwait(false);
            if (!granted) return new EmptyResult();

            await foreach (var _ in changes.Reader.ReadAllAsync(end.Token).ConfigureAwait(false))
            {
                await SendAsync(request, NotificationMethods.ResourceListChangedNotification, [], end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The server stops: the stream ends as if everything had been told.
        }
        finally
        {
            collection.Changed -= Changed;
        }

        return new EmptyResult();
    }

    private static JsonObject Acknowledgement(bool granted) => JsonSerializer.SerializeToNode(
        new SubscriptionsAcknowledgedNotificationParams { Notifications = new() { ResourcesListChanged = granted ? true : null } },
        McpJsonUtilities.DefaultOptions)!.AsObject();

    // Each bears the request's id, by which clients tell several streams apart.
    private static Task SendAsync(RequestContext<SubscriptionsListenRequestParams> request, string method, JsonObject content, CancellationToken cancellation)
    {
        content["_meta"] = new JsonObject { [MetaKeys.SubscriptionId] = JsonSerializer.SerializeToNode(request.JsonRpcRequest.Id, McpJsonUtilities.DefaultOptions) };
        return request.Server.SendMessageAsync(new JsonRpcNotification { Method = method, Params = content }, cancellation);
    }
}
