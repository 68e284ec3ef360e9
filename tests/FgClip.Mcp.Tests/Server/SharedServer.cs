using FgClip.Mcp.Tests.Server;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace FgClip.Mcp.Tests.Server;

/// <summary>One running server for all tests that need nothing of their own.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal ConnectedServer Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Server = await ConnectedServer.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
