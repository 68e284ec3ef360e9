using System.Net.Http.Headers;
using FgClip.Encoding;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Hosting.Http;
using FgClip.Tests;
using Microsoft.AspNetCore.Builder;
using ModelContextProtocol.Client;

namespace FgClip.Mcp.Tests.Http;

/// <summary>The server over HTTP as the program builds it, on a free port of this machine.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    public const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    public const string Status = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"server_status","arguments":{}}}""";

    private readonly WebApplication _app;
    private readonly ModelHost _models;
    private readonly TemporaryFolder _data;

    private HttpServer(WebApplication app, ModelHost models, TemporaryFolder data)
    {
        (_app, _models, _data) = (app, models, data);
        Url = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Url };
    }

    public Uri Url { get; }

    /// <summary>A client without a token.</summary>
    public HttpClient Http { get; }

    /// <summary>What was logged.</summary>
    public StringWriter Log { get; private init; } = new();

    public static HttpHostOptions Options => new() { Url = new Uri("http://127.0.0.1:0"), Hosts = ["localhost", "127.0.0.1"] };

    public static async Task<HttpServer> StartAsync(
        HttpHostOptions? options = null, Func<FgClipEncoder>? open = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var models = new ModelHost(open ?? (() => FgClipEncoder.Open(TestData.ScenesModel)));
        var log = new StringWriter();
        var data = new TemporaryFolder();
        options ??= Options;
        options = options with { Features = options.Features with { Store = options.Features.Store with { Folder = data.Path } } };
        var app = HttpHost.Build(models, options, log, environment ?? new Dictionary<string, string?>());
        await app.StartAsync();
        return new HttpServer(app, models, data) { Log = log };
    }

    /// <summary>Sends one message of the protocol.</summary>
    public async Task<HttpResponseMessage> PostAsync(
        string message, string path = "/mcp", string? token = null, string? session = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(message, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (session is not null) request.Headers.Add("Mcp-Session-Id", session);
        change?.Invoke(request);
        return await Http.SendAsync(request);
    }

    /// <summary>Initializes.</summary>
    /// <returns>The session's id.</returns>
    public async Task<string> OpenSessionAsync(string? token = null)
    {
        using var response = await PostAsync(Initialize, token: token);
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("Mcp-Session-Id").Single();
    }

    /// <summary>The SDK's client.</summary>
    public Task<McpClient> ConnectAsync(HttpTransportMode mode = HttpTransportMode.StreamableHttp, string? protocol = null, string? token = null)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = new Uri(Url, mode == HttpTransportMode.Sse ? "/mcp/sse" : "/mcp"),
            TransportMode = mode,
            AdditionalHeaders = token is null ? null : new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
        };
        return McpClient.CreateAsync(new HttpClientTransport(options), new McpClientOptions { ProtocolVersion = protocol });
    }

    /// <summary>Waits until the model is loaded.</summary>
    public async Task ReadyAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await Http.GetAsync("/health/ready", soon.Token)).StatusCode != System.Net.HttpStatusCode.OK) await Task.Yield();
    }

    /// <summary>Stops as the program does.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await _models.DisposeAsync();
        _data.Dispose();
    }
}
