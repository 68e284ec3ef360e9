using FgClip.Imaging.Sources;
using FgClip.Mcp.Prompts;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Hosting;

/// <summary>What every transport serves: the same tools, resources and prompts.</summary>
internal static class ServerSetup
{
    /// <summary>Registers the server's parts; the caller adds the transport.</summary>
    /// <param name="services">The host's services. <see cref="IResourceOwners"/> among them tells users apart; without one the transport's user does.</param>
    /// <param name="models">The model.</param>
    /// <param name="pictures">Which pictures callers may name.</param>
    /// <param name="features">What is offered; null for everything.</param>
    public static IMcpServerBuilder AddFgClipServer(
        this IServiceCollection services, ModelHost models, PictureSourceOptions pictures, ServerFeatures? features = null)
    {
        features ??= new ServerFeatures();
        services.AddSingleton(models);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new PictureSources(pictures, provider.GetRequiredService<RenderedPictures>().Find));
        foreach (var tool in features.Tools.Tools) tool.Register(services);

        return services
            .AddMcpServer(options =>
            {
                options.ServerInfo = new Implementation
                {
                    Name = "fgclip",
                    Title = "FG-CLIP MCP",
                    Version = ProgramVersion.Text,
                    Description = "Fine-grained eyes for agents: captions, phrases and places in pictures, in English and Chinese.",
                    Icons = [ServerIcon.Icon],
                };
                options.ServerInstructions = Instructions(features.Tools);
            })
            .WithCallToolHandler((request, _) => throw RequestErrors.UnknownTool(request.Params?.Name, features.Tools))
            .WithMessageFilters(filters => filters.AddIncomingFilter(RequestErrors.Explain).AddOutgoingFilter(next => async (context, cancellation) =>
            {
                await next(context, cancellation).ConfigureAwait(false);
                models.StartOnce(); // after the first answer: before it, loading would compete with the start for the processor
            }))
            .AddFgClipResources(features.Store)
            .AddFgClipPrompts(features.Tools);
    }

    private static string Instructions(ToolSelection tools) =>
        "Fine-grained eyes for pictures, in English and Chinese. "
        + string.Concat(tools.Tools.Select(tool => $"{tool.Name}: {tool.Use}. "))
        + "Pictures are named by path, file or data URI or base64; pictures pasted into a chat are not visible to this server. "
        + "Scores are a model's opinion: read the warnings and the domain of every answer, compare alternatives instead of trusting one number, and do not use negations.";
}
