using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;

namespace FgClip.Mcp.Hosting.Http.Conformance;

/// <summary>
/// What the official conformance suite expects of a server besides the protocol itself: tools, prompts and resources of
/// fixed names and contents. Served by <c>serve --conformance-fixtures</c> only.
/// </summary>
internal static class ConformanceFixtures
{
    public static void Add(IMcpServerBuilder builder)
    {
        builder
            .WithTools(FixtureTools.All.Concat(FixtureElicitations.All))
            .WithPrompts(FixturePrompts.All)
            .WithResources(FixtureResources.All)
            .WithSubscribeToResourcesHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()))
            .WithUnsubscribeFromResourcesHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()))
            .WithRequestFilters(static filters => filters.AddCompleteFilter(static next => (request, cancellation) =>
                request.Params?.Ref is PromptReference { Name: "test_prompt_with_arguments" }
                    ? ValueTask.FromResult(new CompleteResult { Completion = new() { Values = ["paris", "park", "party"], Total = 3 } })
                    : next(request, cancellation)));

        // The suite closes a stream in the middle of a call and reads the answer from another one.
        builder.Services.AddDistributedMemoryCache();
#pragma warning disable MCP9006 // Obsolete in the newest revision of the protocol; the suite tests the ones before it too.
        builder.WithDistributedCacheEventStreamStore();
#pragma warning restore MCP9006
    }
}
