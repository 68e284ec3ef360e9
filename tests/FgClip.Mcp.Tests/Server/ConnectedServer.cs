using System.IO.Pipelines;
using System.Text.Json;
using FgClip.Encoding;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Hosting;
using FgClip.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Tests.Server;

/// <summary>The server as the program sets it up, and the SDK's client, joined by pipes in memory.</summary>
internal sealed class ConnectedServer : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly ModelHost _models;
    private readonly TemporaryFolder _data;

    private ConnectedServer(IHost host, ModelHost models, TemporaryFolder data, McpClient client)
    {
        _host = host;
        _models = models;
        _data = data;
        Client = client;
    }

    public McpClient Client { get; }

    /// <summary>A server that opens its model with <paramref name="open"/>; null for the embedded one.</summary>
    /// <param name="open">Opens the model.</param>
    /// <param name="pictures">Which pictures callers may name; null for all.</param>
    /// <param name="protocol">The protocol's version; null for the newest, which starts without initialize.</param>
    /// <param name="features">What it offers; null for everything. Without a folder it keeps embeddings in one of its own.</param>
    /// <param name="configure">Adds services of the test's; null for none.</param>
    public static async Task<ConnectedServer> StartAsync(
        Func<FgClipEncoder>? open = null,
        PictureSourceOptions? pictures = null,
        string? protocol = null,
        ServerFeatures? features = null,
        Action<IServiceCollection>? configure = null)
    {
        var data = new TemporaryFolder();
        features ??= new ServerFeatures();
        features = features with { Store = features.Store with { Folder = features.Store.Folder ?? data.Path } };
        Pipe toServer = new(), toClient = new();
        var models = new ModelHost(open ?? (() => FgClipEncoder.Open(TestData.ScenesModel)));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        configure?.Invoke(builder.Services);
        builder.Services.AddFgClipServer(models, pictures ?? new PictureSourceOptions(), features)
            .WithStreamServerTransport(toServer.Reader.AsStream(), toClient.Writer.AsStream());
        var host = builder.Build();
        await host.StartAsync();

        var transport = new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream());
        return new ConnectedServer(host, models, data, await McpClient.CreateAsync(transport, new McpClientOptions { ProtocolVersion = protocol }));
    }

    /// <summary>Calls a tool with arguments written as JSON.</summary>
    public async Task<CallToolResult> CallAsync(
        string tool, string arguments, IProgress<ProgressNotificationValue>? progress = null, CancellationToken cancellation = default) =>
        await Client.CallToolAsync(
            tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments), progress, cancellationToken: cancellation);

    /// <summary>Calls a tool whose arguments are right.</summary>
    /// <returns>The JSON of the answer's text.</returns>
    public async Task<JsonElement> AnswerAsync(string tool, string arguments)
    {
        var result = await CallAsync(tool, arguments);
        Assert.True(result.IsError is not true, TextOf(result));
        return JsonElement.Parse(TextOf(result));
    }

    /// <summary>Calls a tool whose arguments are wrong.</summary>
    /// <returns>The text of the error.</returns>
    public async Task<string> ErrorAsync(string tool, string arguments)
    {
        var result = await CallAsync(tool, arguments);
        Assert.True(result.IsError, TextOf(result));
        Assert.Single(result.Content);
        Assert.Null(result.StructuredContent);
        return TextOf(result);
    }

    /// <summary>The first text of a result.</summary>
    public static string TextOf(CallToolResult result) => Assert.IsType<TextContentBlock>(result.Content[0]).Text;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _host.StopAsync();
        _host.Dispose();
        await _models.DisposeAsync();
        _data.Dispose();
    }
}
