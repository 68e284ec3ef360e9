using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using FgClip.Encoding;
using FgClip.Mcp.Hosting.Http;
using FgClip.Mcp.Tests.Server;
using FgClip.Tests;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Http;

/// <summary>What a host sees that shares a running server by <c>stdio --connect</c>.</summary>
public class RelayTests(RootedServer rooted, SharedServer stdio) : IClassFixture<RootedServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("2025-11-25")]
    [InlineData("2024-11-05")]
    public async Task Tools_answers_resources_and_errors_are_the_same_as_without_it(string? protocol)
    {
        await using var relayed = await RelayedClient.ConnectAsync(rooted.Server.Url, protocol);
        var (over, beside) = (relayed.Client, stdio.Server.Client);

        Assert.Equal(
            (await beside.ListToolsAsync(cancellationToken: Cancellation)).Select(tool => JsonSerializer.Serialize(tool.ProtocolTool, McpJsonUtilities.DefaultOptions)),
            (await over.ListToolsAsync(cancellationToken: Cancellation)).Select(tool => JsonSerializer.Serialize(tool.ProtocolTool, McpJsonUtilities.DefaultOptions)));
        Assert.Equal(beside.ServerInstructions, over.ServerInstructions);
        foreach (var example in ToolExample.All.Where(example => example.Tool != "server_status"))
        {
            SameAnswer.Check(await TextAsync(beside, example.Tool, example.Arguments), await TextAsync(over, example.Tool, example.Arguments));
        }

        Assert.Equal(
            await TextAsync(beside, "rank_captions", """{"image": "x", "captions": []}"""),
            await TextAsync(over, "rank_captions", """{"image": "x", "captions": []}"""));

        var link = await CallAsync(over, "locate_concept", ToolExample.WithPlaces("""{"image": {scene}, "concepts": ["a dog"], "image_output": "link"}"""));
        var uri = Assert.IsType<ResourceLinkBlock>(link.Content[1]).Uri;
        var png = Assert.IsType<BlobResourceContents>((await over.ReadResourceAsync(uri, cancellationToken: Cancellation)).Contents[0]);
        Assert.Equal("PNG"u8.ToArray(), png.DecodedData[1..4].ToArray());
        var gone = await Assert.ThrowsAsync<McpProtocolException>(async () => await over.ReadResourceAsync("fgclip://rendered/none.png", cancellationToken: Cancellation));
        Assert.Contains("no resource", gone.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-06-18")]
    public async Task Progress_comes_through(string? protocol)
    {
        using var mayLoad = new ManualResetEventSlim();
        await using var server = await HttpServer.StartAsync(open: () =>
        {
            mayLoad.Wait(TimeSpan.FromMinutes(1));
            return FgClipEncoder.Open(TestData.ScenesModel);
        });
        await using var relayed = await RelayedClient.ConnectAsync(server.Url, protocol);

        var reported = new TaskCompletionSource<string?>();
        var call = relayed.Client.CallToolAsync(
            "embed_text", new Dictionary<string, object?> { ["texts"] = "a dog" }, new Relay(value => reported.TrySetResult(value.Message)), cancellationToken: Cancellation);
        Assert.Equal("The model is loading.", await reported.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        mayLoad.Set();
        Assert.True((await call).IsError is not true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-06-18")]
    public async Task A_cancelled_call_stops_on_the_server(string? protocol)
    {
        await using var server = await HttpServer.StartAsync(HttpServer.Options with { Pictures = new() { Roots = [TestData.Root] } });
        await using var relayed = await RelayedClient.ConnectAsync(server.Url, protocol);
        await server.ReadyAsync();
        // They differ in their budget, or the second would wait for the first one's result and not in the queue.
        Task<JsonRpcResponse>[] calls = [StartAsync(relayed.Client, "one", 16384), StartAsync(relayed.Client, "two", 16000)];
        while (await WaitingCallsAsync(relayed.Client) == 0)
        {
            // One computes as soon as the other waits for it; each look is a round trip.
            Assert.DoesNotContain(calls, call => call.IsCompleted);
        }

        foreach (var id in new[] { "two", "one" })
        {
            await relayed.Client.SendMessageAsync(
                new JsonRpcNotification { Method = NotificationMethods.CancelledNotification, Params = JsonSerializer.SerializeToNode(new { requestId = id }) }, Cancellation);
        }

        // Waits until the device is free, which is soon: a server that went on would compute for many seconds.
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var next = await relayed.Client.CallToolAsync("embed_text", new Dictionary<string, object?> { ["texts"] = "a dog" }, cancellationToken: soon.Token);
        Assert.True(next.IsError is not true);
        Assert.Equal(0, await WaitingCallsAsync(relayed.Client));
        Assert.DoesNotContain(calls, call => call.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Two_hosts_share_one_server()
    {
        await using var one = await RelayedClient.ConnectAsync(rooted.Server.Url);
        await using var two = await RelayedClient.ConnectAsync(rooted.Server.Url, "2025-06-18");
        var example = ToolExample.Of("rank_captions");

        var answers = await Task.WhenAll(TextAsync(one.Client, example.Tool, example.Arguments), TextAsync(two.Client, example.Tool, example.Arguments));

        SameAnswer.Check(answers[0], answers[1]);
    }

    [Theory]
    [InlineData(null, "asks for a token")]
    [InlineData("wrong-token-of-this-server-00", "does not know this token")]
    public async Task A_missing_or_wrong_token_is_explained(string? token, string expected)
    {
        await using var server = await HttpServer.StartAsync(HttpServer.Options with { Tokens = new BearerTokens(["first-token-of-this-server-000"]) });

        var error = await Assert.ThrowsAsync<McpProtocolException>(() => RelayedClient.ConnectAsync(server.Url, "2025-06-18", token));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_token_everything_is_forwarded()
    {
        await using var server = await HttpServer.StartAsync(HttpServer.Options with { Tokens = new BearerTokens(["first-token-of-this-server-000"]) });
        await using var relayed = await RelayedClient.ConnectAsync(server.Url, token: "first-token-of-this-server-000");

        Assert.True((await CallAsync(relayed.Client, "server_status", "{}")).IsError is not true);
    }

    [Fact]
    public async Task The_program_says_that_no_server_is_there_and_lives_on()
    {
        var port = FreePort();
        using var program = ServerProcess.Start("stdio", "--connect", $"http://127.0.0.1:{port}");

        var answer = await program.RequestAsync(1, "initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");
        var again = await program.RequestAsync(2, "ping", "{}");

        foreach (var error in new[] { answer, again })
        {
            Assert.Contains($"127.0.0.1:{port}/mcp does not answer", (string)error["error"]!["message"]!, StringComparison.Ordinal);
            Assert.Contains("fgclip serve", (string)error["error"]!["message"]!, StringComparison.Ordinal);
        }

        Assert.Equal(("", 0), await program.CloseAsync(Cancellation));
        Assert.True(program.ErrorLines > 0);
    }

    [Fact]
    public async Task The_program_forwards_standard_input_and_output()
    {
        using var program = ServerProcess.Start("stdio", "--connect", rooted.Server.Url.AbsoluteUri);
        await program.InitializeAsync();

        var answer = await program.RequestAsync(2, "tools/call", ToolExample.WithPlaces("""{"name": "rank_captions", "arguments": {"image": {scene}, "captions": ["two dogs", "一条绿色的蛇"]}}"""));

        Assert.Contains("一条绿色的蛇", (string)answer["result"]!["content"]![0]!["text"]!, StringComparison.Ordinal);
        Assert.Equal(("", 0), await program.CloseAsync(Cancellation));
    }

    [Theory]
    [InlineData("127.0.0.1:8765")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://user:secret@127.0.0.1")]
    public async Task Another_address_is_an_error_of_the_command_line(string url)
    {
        var run = await CommandRun.OfAsync("stdio", "--connect", url);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--connect is wrong", run.Error, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<JsonRpcResponse> StartAsync(McpClient client, string id, int budget) => client.SendRequestAsync(new JsonRpcRequest
    {
        Id = new RequestId(id),
        Method = RequestMethods.ToolsCall,
        Params = new JsonObject
        {
            ["name"] = "locate_concept",
            ["arguments"] = JsonNode.Parse(ToolExample.WithPlaces(
                $$"""{"image": {scene}, "concepts": ["a dog"], "max_patches": {{budget}}, "allow_slow": true, "image_output": "none"}""")),
        },
    }, Cancellation);

    private static async Task<int> WaitingCallsAsync(McpClient client) =>
        JsonElement.Parse(await TextAsync(client, "server_status", "{}")).GetProperty("queue").GetProperty("waiting_calls").GetInt32();

    private static async Task<string> TextAsync(McpClient client, string tool, string arguments) =>
        ConnectedServer.TextOf(await CallAsync(client, tool, arguments));

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, string arguments) => await client.CallToolAsync(
        tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments), cancellationToken: Cancellation);

    private sealed class Relay(Action<ProgressNotificationValue> report) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value) => report(value);
    }
}
