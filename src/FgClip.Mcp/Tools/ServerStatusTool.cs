using FgClip.Inference;
using FgClip.Inference.Timings;
using FgClip.Mcp.Hosting;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Results;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Tools;

/// <summary><c>server_status</c>; answers also while the model loads or when it cannot be loaded.</summary>
internal sealed class ServerStatusTool(
    ModelHost models, RenderedPictures rendered, TimeProvider time, ILogger<ServerStatusTool> logger) : FgClipTool(models, logger)
{
    private readonly ModelHost _models = models;
    private readonly long _started = time.GetTimestamp();

    protected override string Name => "server_status";

    protected override string Title => "Server status";

    protected override string Description =>
        "Tells which model runs on which device and in which precision, whether it is loaded, what it is good for, its queue, caches, timings and versions. Call it when an answer surprises you.";

    protected override IReadOnlyList<ToolParameter> Parameters => [];

    protected override async Task<CallToolResult> RunAsync(ToolArguments arguments, IProgress<string> progress, CancellationToken cancellation)
    {
        string? error = null;
        LoadedModel? model = null;
        if (_models.State is "ready" or "failed")
        {
            try
            {
                model = await _models.GetAsync(progress, cancellation).ConfigureAwait(false);
            }
            catch (FgClipException failure)
            {
                error = failure.Message;
            }
        }

        var card = model?.Encoder.Checkpoint.Card;
        var state = error is null ? _models.State : "failed";
        var (count, bytes) = rendered.Size;
        return ToolResults.Of(new ServerStatusAnswer(
            card?.Name,
            state,
            error,
            model is null ? null : DeviceSelection.NameOf(model.Encoder.Device),
            model?.Encoder.DeviceReason,
            model is null ? null : PrecisionNames.NameOf(model.Encoder.Precision),
            model?.Encoder.Engine,
            model is null ? null : [.. model.Encoder.Sessions.Select(part => new Results.SessionStatus(part.Name, part.NodesByProvider))],
            card?.Domain,
            card?.Demonstration,
            card is null ? null : [.. card.Languages],
            model is null ? null : QueueOf(model.Encoder.Status),
            new CacheStatus(CacheOf(model?.Encoder.TextCache), CacheOf(model?.Encoder.PictureCache), count, bytes),
            [.. StageTimings.Summaries.Select(TimingOf)],
            time.GetElapsedTime(_started).TotalSeconds,
            new VersionStatus(ProgramVersion.Text, typeof(OrtEnv).Assembly.GetName().Version!.ToString(3), typeof(McpServer).Assembly.GetName().Version!.ToString(3)),
            state == "ready" ? $"{card!.Name} is ready on {DeviceSelection.NameOf(model!.Encoder.Device)}." : $"The model is {state}."));
    }

    private static QueueStatus QueueOf(InferenceStatus status) => new(
        status.WaitingCalls,
        status.WaitingItems,
        status.IsRunning,
        status.WaitingTime?.TotalSeconds,
        status.RefusedCalls,
        status.GigaFlopsPerSecond);

    private static FeatureCacheStatus? CacheOf(Encoding.CacheStatus? cache) => cache is null
        ? null
        : new FeatureCacheStatus(cache.Entries, cache.Bytes, cache.MaxBytes, cache.Hits, cache.Misses, cache.Joined);

    private static StageStatus TimingOf(StageSummary summary) => new(
        summary.Stage.ToString().ToLowerInvariant(),
        summary.Count,
        summary.Total.TotalMilliseconds,
        summary.Median.TotalMilliseconds,
        summary.Slowest.TotalMilliseconds);
}
