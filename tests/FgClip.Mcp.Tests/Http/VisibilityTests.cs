using System.Text.Json.Nodes;
using FgClip.Mcp.Hosting.Http;
using FgClip.Mcp.Tests.Server;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Http;

/// <summary>What one token's owner makes over HTTP: announced to that owner's clients, and there for no other token.</summary>
public sealed class VisibilityTests : IAsyncLifetime
{
    private const string First = "first-token-of-this-server-000";
    private const string Second = "second-token-of-this-server-00";
    private const string Changed = NotificationMethods.ResourceListChangedNotification;

    private HttpServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await HttpServer.StartAsync(
        HttpServer.Options with { Tokens = new BearerTokens([First, Second]), Pictures = new() { Roots = [FgClip.Tests.TestData.Root] } });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("2025-11-25")]
    public async Task A_handle_and_a_drawn_picture_stand_for_nothing_with_another_token(string? protocol)
    {
        await using var one = await _server.ConnectAsync(protocol: protocol, token: First);
        await using var two = await _server.ConnectAsync(protocol: protocol, token: Second);
        var handle = await EmbedAsync(one, "a dog");
        var located = await CallAsync(one, "locate_concept", new() { ["image"] = "samples/scene.jpg", ["concepts"] = "a dog", ["image_output"] = "link" });
        var drawn = located.Content.OfType<ResourceLinkBlock>().Single().Uri;

        foreach (var uri in new[] { handle, drawn })
        {
            Assert.NotEmpty((await one.ReadResourceAsync(uri, cancellationToken: Cancellation)).Contents);
            await Assert.ThrowsAsync<McpProtocolException>(async () => await two.ReadResourceAsync(uri, cancellationToken: Cancellation));
        }

        Assert.Contains("no such embedding", ErrorOf(await CallAsync(two, "rank_images", new() { ["text"] = handle, ["images"] = "samples/scene.jpg" })), StringComparison.Ordinal);
        Assert.Contains("no picture has this URI", ErrorOf(await CallAsync(two, "rank_captions", new() { ["image"] = drawn, ["captions"] = "a dog" })), StringComparison.Ordinal);
        Assert.Equal(["embedding://stats"], (await two.ListResourcesAsync(cancellationToken: Cancellation)).Select(resource => resource.Uri));
    }

    [Theory]
    [InlineData(HttpTransportMode.StreamableHttp, "2025-11-25")]
    [InlineData(HttpTransportMode.Sse, "2024-11-05")]
    public async Task A_session_is_told_of_its_own_owners_resources_only(HttpTransportMode mode, string protocol)
    {
        await using var maker = await _server.ConnectAsync(token: First);
        await using var own = await _server.ConnectAsync(mode, protocol, First);
        await using var other = await _server.ConnectAsync(mode, protocol, Second);
        Assert.True(own.ServerCapabilities.Resources?.ListChanged);
        using SemaphoreSlim told = new(0), otherTold = new(0);
        await using var registration = own.RegisterNotificationHandler(Changed, (_, _) => Count(told));
        await using var otherRegistration = other.RegisterNotificationHandler(Changed, (_, _) => Count(otherTold));

        await EmbedAsync(maker, "a dog");

        Assert.True(await told.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        await EmbedAsync(other, "a dog"); // its own: the first that it is told of
        Assert.True(await otherTold.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        await other.PingAsync(cancellationToken: Cancellation); // what was sent before it has come
        Assert.Equal(0, otherTold.CurrentCount);
    }

    [Fact]
    public async Task A_client_without_a_session_is_told_while_it_listens_and_no_longer_than_the_server_runs()
    {
        await using var own = await _server.ConnectAsync(token: First);
        await using var other = await _server.ConnectAsync(token: Second);
        Assert.True(own.ServerCapabilities.Resources?.ListChanged);
        using SemaphoreSlim told = new(0), otherTold = new(0);
        await using var registration = own.RegisterNotificationHandler(Changed, (_, _) => Count(told));
        await using var otherRegistration = other.RegisterNotificationHandler(Changed, (_, _) => Count(otherTold));
        Task<JsonRpcResponse>[] streams = [await ListenAsync(own), await ListenAsync(other)];

        await EmbedAsync(own, "a dog");
        Assert.True(await told.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        await EmbedAsync(other, "a cat");
        Assert.True(await otherTold.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));

        Assert.DoesNotContain(streams, stream => stream.IsCompleted);
        await _server.StopAsync();
        await Task.WhenAll(streams); // both are answered
        Assert.Equal((0, 0), (told.CurrentCount, otherTold.CurrentCount));
    }

    [Fact]
    public async Task Who_listens_for_what_never_comes_is_answered_at_once()
    {
        await using var client = await _server.ConnectAsync(token: First);

        var answer = await client.SendRequestAsync(Listen(new JsonObject { ["toolsListChanged"] = true }), Cancellation);

        Assert.NotNull(answer.Result);
    }

    // Answers once the server has said that it will tell.
    private static async Task<Task<JsonRpcResponse>> ListenAsync(McpClient client)
    {
        var acknowledged = new TaskCompletionSource<JsonNode?>();
        await using var registration = client.RegisterNotificationHandler(NotificationMethods.SubscriptionsAcknowledgedNotification, (notification, _) =>
        {
            acknowledged.TrySetResult(notification.Params);
            return ValueTask.CompletedTask;
        });
        var stream = client.SendRequestAsync(Listen(new JsonObject { ["resourcesListChanged"] = true, ["promptsListChanged"] = true }), Cancellation);
        var granted = (await acknowledged.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation))!;
        Assert.Equal("""{"resourcesListChanged":true}""", granted["notifications"]!.ToJsonString());
        Assert.NotNull(granted["_meta"]!["io.modelcontextprotocol/subscriptionId"]);
        return stream;
    }

    private static JsonRpcRequest Listen(JsonObject notifications) => new()
    {
        Method = RequestMethods.SubscriptionsListen,
        Params = new JsonObject { ["notifications"] = notifications },
    };

    private static ValueTask Count(SemaphoreSlim counter)
    {
        counter.Release();
        return ValueTask.CompletedTask;
    }

    private static async Task<string> EmbedAsync(McpClient client, string text)
    {
        var result = await CallAsync(client, "embed_text", new() { ["texts"] = text });
        return JsonNode.Parse(ConnectedServer.TextOf(result))!["embeddings"]![0]!["uri"]!.GetValue<string>();
    }

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) =>
        await client.CallToolAsync(tool, arguments, cancellationToken: Cancellation);

    private static string ErrorOf(CallToolResult result)
    {
        Assert.True(result.IsError);
        return ConnectedServer.TextOf(result);
    }
}
