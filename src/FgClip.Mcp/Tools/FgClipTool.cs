using System.Text.Json;
using System.Text.Json.Nodes;
using FgClip.Imaging.Sources;
using FgClip.Mcp.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Tools;

/// <summary>
/// A tool with described arguments. Errors that a caller can act on become results with <c>isError</c> and their whole
/// text; a fault of ours says so and is logged.
/// </summary>
internal abstract partial class FgClipTool(ModelHost models, ILogger logger) : McpServerTool
{
    private Tool? _protocolTool;

    /// <inheritdoc/>
    public override Tool ProtocolTool => _protocolTool ??= Describe();

    /// <inheritdoc/>
    public override IReadOnlyList<object> Metadata => [];

    /// <summary>The name on the wire.</summary>
    protected abstract string Name { get; }

    /// <summary>The name for people.</summary>
    protected abstract string Title { get; }

    /// <summary>What it answers, when to use it and an example, for the model that calls it.</summary>
    protected abstract string Description { get; }

    /// <summary>Its arguments.</summary>
    protected abstract IReadOnlyList<ToolParameter> Parameters { get; }

    /// <inheritdoc/>
    public override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        try
        {
            var arguments = new ToolArguments(Parameters, request.Params?.Arguments);
            await FetchAsync(request, arguments, cancellationToken).ConfigureAwait(false);
            var result = await RunWithProgressAsync(request, arguments, cancellationToken).ConfigureAwait(false);
            ToolResults.CheckSize(result);
            return result;
        }
        catch (FgClipException error)
        {
            return ToolFailure.Of(Name, error);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFault(logger, Name, error);
            return ToolFailure.Of($"{Name}: a fault of this server ({error.GetType().Name}). Its log on standard error has the details; please report it.");
        }
    }

    /// <summary>Answers one call.</summary>
    protected abstract Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation);

    /// <summary>The model, with progress while it loads.</summary>
    protected Task<LoadedModel> ModelAsync(IProgress<string> progress, CancellationToken cancellation) => models.GetAsync(progress, cancellation);

    private static async Task FetchAsync(RequestContext<CallToolRequestParams> request, ToolArguments arguments, CancellationToken cancellation)
    {
        if (!arguments.PictureNames.Any(PictureDownload.IsUrl) || request.Services?.GetService<PictureSources>() is not { } sources) return;
        arguments.Downloads = await sources.FetchAsync(arguments.PictureNames, cancellation).ConfigureAwait(false);
    }

    // Progress counts messages, since nothing here knows how much is left.
    private async Task<CallToolResult> RunWithProgressAsync(
        RequestContext<CallToolRequestParams> request, ToolArguments arguments, CancellationToken cancellation)
    {
        if (request.Params?.ProgressToken is not { } token) return await RunAsync(arguments, NoProgress.Instance, cancellation).ConfigureAwait(false);

        using var heartbeat = new Heartbeat(new ToolProgress(request.Server, token), request.Services!.GetRequiredService<TimeProvider>());
        return await RunAsync(arguments, heartbeat, cancellation).ConfigureAwait(false);
    }

    private Tool Describe()
    {
        var properties = new JsonObject(Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)parameter.ToSchema())));
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. Parameters.Where(parameter => parameter.Required).Select(parameter => (JsonNode)parameter.Name)]),
            ["additionalProperties"] = false,
        };
        return new Tool
        {
            Name = Name,
            Title = Title,
            Description = Description,
            InputSchema = JsonElement.Parse(schema.ToJsonString()),
            Annotations = new ToolAnnotations { Title = Title, ReadOnlyHint = true, IdempotentHint = true, DestructiveHint = false, OpenWorldHint = false },
            Icons = [ServerIcon.Icon],
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Tool {Tool} failed.")]
    private static partial void LogFault(ILogger logger, string tool, Exception error);
}
