using FgClip.Mcp.Resources.Embeddings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Resources;

/// <summary>Adds drawn pictures and kept embeddings to a server.</summary>
internal static partial class ResourceSetup
{
    /// <summary>Registers the resources and their handlers. Nothing is opened before it is needed.</summary>
    public static IMcpServerBuilder AddFgClipResources(this IMcpServerBuilder server, EmbeddingStoreOptions store)
    {
        var services = server.Services;
        services.TryAddSingleton<IResourceOwners, AuthenticatedOwners>();
        services.AddSingleton<OwnerScope>();
        services.AddSingleton<ResourceListChanges>();
        services.AddSingleton(provider => new PictureFiles(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new RenderedPictures(
            provider.GetRequiredService<OwnerScope>(), provider.GetRequiredService<ResourceListChanges>(), provider.GetRequiredService<PictureFiles>(), store.ReadOnly));
        services.AddSingleton(provider =>
        {
            var log = provider.GetRequiredService<ILogger<EmbeddingStore>>();
            return new EmbeddingStore(store, provider.GetRequiredService<TimeProvider>(), warning => LogWarning(log, warning));
        });
        services.AddSingleton(provider =>
        {
            var scope = provider.GetRequiredService<OwnerScope>();
            return new EmbeddingShelf(
                provider.GetRequiredService<EmbeddingStore>(), () => scope.Current, provider.GetRequiredService<ResourceListChanges>().Raise);
        });
        services.AddSingleton<ServerResources>();
        // A host with several users gives each session the collection of its own owner.
        services.AddOptions<McpServerOptions>()
            .Configure<ResourceListChanges>(static (options, changes) => options.ResourceCollection ??= changes.For(AuthenticatedOwners.Local));

        return server
            .WithMessageFilters(filters => filters.AddIncomingFilter(next => async (context, cancellation) =>
            {
                context.Services!.GetRequiredService<OwnerScope>().Enter(context.User);
                await next(context, cancellation).ConfigureAwait(false);
            }))
            .WithListResourcesHandler(static (request, _) => ValueTask.FromResult(Resources(request).List(request.Params?.Cursor)))
            .WithListResourceTemplatesHandler(static (_, _) => ValueTask.FromResult(ServerResources.Templates()))
            .WithReadResourceHandler(static (request, _) => ValueTask.FromResult(Resources(request).Read(request.Params.Uri)));
    }

    private static ServerResources Resources<T>(RequestContext<T> request) => request.Services!.GetRequiredService<ServerResources>();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogWarning(ILogger logger, string warning);
}
