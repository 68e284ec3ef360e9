using FgClip.Mcp.Cli;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting.Forwarding;

/// <summary>Standard input and output joined to a running server, so that several hosts share one loaded model.</summary>
internal static class ForwardingHost
{
    /// <summary>Forwards until the host closes standard input.</summary>
    public static async Task RunAsync(RunningServer server, Terminal terminal, CancellationToken cancellation)
    {
        void Warn(string message) => terminal.Error.WriteLine($"fgclip: {message}");
        if (server.IsTokenExposed) Warn("the token crosses the network unencrypted: use https.");

        // Standard output is the protocol's: whatever else writes to the console goes to standard error.
        var host = new StdioServerTransport("fgclip");
        Console.SetOut(Console.Error);
        await using (host.ConfigureAwait(false))
        {
            var connection = await server.ConnectAsync(cancellation).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await new MessageRelay(host, connection, server.Explain, Warn).RunAsync(cancellation).ConfigureAwait(false);
            }
        }
    }
}
