using FgClip.Mcp.Hosting.Http.Conformance;
using FgClip.Mcp.Resources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>The same server as on stdio, with what HTTP needs besides.</summary>
internal static class McpOverHttp
{
    private const int MaxIdleSessions = 1000;

    private static readonly TimeSpan IdleTimeout = TimeSpan.FromHours(1);

    public static void Add(IServiceCollection services, ModelHost models, HttpHostOptions options)
    {
        services.AddSingleton(provider => new CallDeadline(
            provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<TimeProvider>(), options));
        var limit = new CallLimit(options.MaxCalls);
        var server = services.AddFgClipServer(models, options.Pictures, options.Features)
            .WithHttpTransport(transport => Configure(transport, options))
            .WithSubscriptionsListenHandler(ListChangeStream.RunAsync)
            .WithRequestFilters(filters => filters
                .AddCallToolFilter(next => (request, cancellation) => request.Services!.GetRequiredService<CallDeadline>().InvokeAsync(next, request, cancellation))
                .AddCallToolFilter(next => (request, cancellation) => limit.InvokeAsync(next, request, cancellation))
                .AddCallToolFilter(next => (request, cancellation) => PathOutputRefusal.InvokeAsync(next, request, cancellation)));
        if (options.ConformanceFixtures) ConformanceFixtures.Add(server);
    }

    private static void Configure(HttpServerTransportOptions transport, HttpHostOptions options)
    {
        // Clients that initialize get a session; those of newer revisions of the protocol need none.
        transport.SessionMode = HttpServerSessionMode.StatefulForInitializeClients;
        // The fixtures are resources of the collection that an owner's would take the place of.
        if (!options.ConformanceFixtures) transport.ConfigureSessionOptions = ListenAsOwner;
#pragma warning disable MCP9004, MCP9006 // Obsolete in the newest revision of the protocol, which not all clients speak yet.
        transport.EnableLegacySse = true;
        transport.IdleTimeout = IdleTimeout;
        transport.MaxIdleSessionCount = MaxIdleSessions;
#pragma warning restore MCP9004, MCP9006
    }

    // Each session is told of changes of what its own owner can list.
    private static Task ListenAsOwner(HttpContext context, McpServerOptions session, CancellationToken cancellation)
    {
        var services = context.RequestServices;
        session.ResourceCollection = services.GetRequiredService<ResourceListChanges>().For(services.GetRequiredService<IResourceOwners>().OwnerOf(context.User));
        return Task.CompletedTask;
    }
}
