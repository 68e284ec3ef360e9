using System.Net;
using System.Text.Json;
using FgClip.Mcp.Tests.Server;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Http;

/// <summary>One running server for the tests of this file.</summary>
public sealed class RootedServer : IAsyncLifetime
{
    internal HttpServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await HttpServer.StartAsync(
        HttpServer.Options with { Pictures = new() { Roots = [FgClip.Tests.TestData.Root] } });

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>What clients of every revision and transport get over HTTP.</summary>
public class TransportTests(RootedServer rooted, SharedServer stdio) : IClassFixture<RootedServer>
{
    /// <summary>Transport and revision of the protocol; null for the newest, which knows no sessions.</summary>
    public static TheoryData<HttpTransportMode, string?> Ways => new()
    {
        { HttpTransportMode.StreamableHttp, null },
        { HttpTransportMode.StreamableHttp, "2025-11-25" },
        { HttpTransportMode.StreamableHttp, "2025-06-18" },
        { HttpTransportMode.Sse, "2024-11-05" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_tools_are_those_of_stdio_and_answer_the_same(HttpTransportMode mode, string? protocol)
    {
        await using var client = await rooted.Server.ConnectAsync(mode, protocol);

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var expected = await stdio.Server.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            expected.Select(tool => JsonSerializer.Serialize(tool.ProtocolTool, McpJsonUtilities.DefaultOptions)),
            tools.Select(tool => JsonSerializer.Serialize(tool.ProtocolTool, McpJsonUtilities.DefaultOptions)));
        foreach (var example in ToolExample.All.Where(example => example.Tool != "server_status"))
        {
            var (over, beside) = (await CallAsync(client, example), await CallAsync(stdio.Server.Client, example));
            Assert.True(over.IsError is not true, ConnectedServer.TextOf(over));
            SameAnswer.Check(ConnectedServer.TextOf(beside), ConnectedServer.TextOf(over));
            Assert.Equal(beside.Content.Count, over.Content.Count);
        }
    }

    [Fact]
    public async Task The_newest_revision_gets_no_session_and_older_ones_do()
    {
        await using var newest = await rooted.Server.ConnectAsync();
        await using var older = await rooted.Server.ConnectAsync(protocol: "2025-11-25");

        Assert.Null(newest.SessionId);
        Assert.NotNull(older.SessionId);
    }

    [Fact]
    public async Task Health_tells_that_the_process_lives_and_that_the_model_is_loaded()
    {
        Assert.Equal("""{"status":"live"}""", await rooted.Server.Http.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        await rooted.Server.ReadyAsync();
        Assert.Equal("""{"status":"ready"}""", await rooted.Server.Http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_whose_model_cannot_be_loaded_lives_but_is_not_ready()
    {
        await using var server = await HttpServer.StartAsync(open: () => throw new FgClipException(FgClipErrorKind.Checkpoint, "there is no model"));
        using var soon = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        string state;
        do
        {
            using var ready = await server.Http.GetAsync("/health/ready", soon.Token);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            state = await ready.Content.ReadAsStringAsync(soon.Token);
        }
        while (state != """{"status":"failed"}""");

        Assert.Equal("""{"status":"live"}""", await server.Http.GetStringAsync("/health/live", soon.Token));
    }

    [Fact]
    public async Task Under_a_path_base_everything_answers_with_and_without_it()
    {
        await using var server = await HttpServer.StartAsync(HttpServer.Options with { PathBase = "/eyes" });

        using var below = await server.PostAsync(HttpServer.Initialize, "/eyes/mcp");
        using var cut = await server.PostAsync(HttpServer.Initialize);
        Assert.Equal(HttpStatusCode.OK, below.StatusCode);
        Assert.Equal(HttpStatusCode.OK, cut.StatusCode); // a proxy cut the path off

        using var request = new HttpRequestMessage(HttpMethod.Get, "/mcp/sse");
        using var events = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await events.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("data: /eyes/mcp/message?", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_written_to_the_servers_disk_is_refused()
    {
        await using var client = await rooted.Server.ConnectAsync();

        var result = await client.CallToolAsync(
            "locate_concept",
            new Dictionary<string, object?> { ["image"] = "samples/scene.jpg", ["concepts"] = "a dog", ["image_output"] = "path" },
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(result.IsError);
        Assert.Contains("not available over HTTP", ConnectedServer.TextOf(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_beyond_the_limit_are_told_that_the_server_is_overloaded_and_the_others_are_answered()
    {
        await using var server = await HttpServer.StartAsync(HttpServer.Options with { MaxCalls = 2, Pictures = new() { Roots = [FgClip.Tests.TestData.Root] } });
        await using var client = await server.ConnectAsync();
        await server.ReadyAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CallAsync(client, ToolExample.Of("locate_concept"))));

        var refused = results.Where(result => result.IsError is true).ToArray();
        Assert.InRange(refused.Length, 1, 10);
        Assert.All(refused, result => Assert.Contains("locate_concept: the server is overloaded", ConnectedServer.TextOf(result), StringComparison.Ordinal));
        Assert.All(refused, result => Assert.Equal("overloaded", (string?)result.Meta!["fgclip/error"]));
        Assert.True((await CallAsync(client, ToolExample.Of("embed_text"))).IsError is not true);
    }

    private static async Task<CallToolResult> CallAsync(McpClient client, ToolExample example) => await client.CallToolAsync(
        example.Tool,
        JsonSerializer.Deserialize<Dictionary<string, object?>>(example.Arguments),
        cancellationToken: TestContext.Current.CancellationToken);
}
