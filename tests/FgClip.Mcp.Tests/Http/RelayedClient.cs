using System.IO.Pipelines;
using FgClip.Mcp.Hosting.Forwarding;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Tests.Http;

/// <summary>The SDK's client, joined by pipes to a relay that forwards to a running server, as <c>stdio --connect</c> does.</summary>
internal sealed class RelayedClient : IAsyncDisposable
{
    private readonly RunningServer _server;
    private readonly PipeWriter _input;
    private readonly Task _relaying;

    private RelayedClient(RunningServer server, PipeWriter input, Task relaying, McpClient client) =>
        (_server, _input, _relaying, Client) = (server, input, relaying, client);

    public McpClient Client { get; }

    public static async Task<RelayedClient> ConnectAsync(Uri url, string? protocol = null, string? token = null)
    {
        Pipe toRelay = new(), toClient = new();
        var server = new RunningServer(url.AbsoluteUri, token);
        var relaying = RelayAsync(server, new StreamServerTransport(toRelay.Reader.AsStream(), toClient.Writer.AsStream()));
        var transport = new StreamClientTransport(toRelay.Writer.AsStream(), toClient.Reader.AsStream());
        return new RelayedClient(server, toRelay.Writer, relaying, await McpClient.CreateAsync(transport, new McpClientOptions { ProtocolVersion = protocol }));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _input.CompleteAsync(); // as a host closes standard input
        await _relaying;
        _server.Dispose();
    }

    private static async Task RelayAsync(RunningServer server, StreamServerTransport host)
    {
        await using (host)
        await using (var connection = await server.ConnectAsync(CancellationToken.None))
        {
            await new MessageRelay(host, connection, server.Explain, static _ => { }).RunAsync(CancellationToken.None);
        }
    }
}
