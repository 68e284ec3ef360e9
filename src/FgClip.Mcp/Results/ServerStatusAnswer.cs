namespace FgClip.Mcp.Results;

/// <summary>
/// State of the server: model null until it is loaded, state idle, loading, ready or failed; the device with the reason for
/// it, what is computed in and by what, and the parts of the model that are loaded.
/// </summary>
internal sealed record ServerStatusAnswer(
    string? Model,
    string State,
    string? Error,
    string? Device,
    string? DeviceReason,
    string? Precision,
    string? Engine,
    IReadOnlyList<SessionStatus>? Sessions,
    string? Domain,
    bool? Demonstration,
    IReadOnlyList<string>? Languages,
    QueueStatus? Queue,
    CacheStatus Caches,
    IReadOnlyList<StageStatus> Timings,
    double UptimeSeconds,
    VersionStatus Versions,
    string Summary);

/// <summary>
/// A part of the model that is loaded, and how many nodes of its graph each execution provider runs, by the provider's name;
/// null where the engine does not tell.
/// </summary>
internal sealed record SessionStatus(string Part, IReadOnlyDictionary<string, int>? Nodes);

/// <summary>
/// What the device has to do: calls and their items that wait, whether something runs, seconds until all is done (null
/// before anything was measured), calls refused so far, and the speed in 10⁹ floating-point operations a second.
/// </summary>
internal sealed record QueueStatus(
    int WaitingCalls, int WaitingItems, bool Running, double? WaitingSeconds, long RefusedCalls, double? GigaFlopsPerSecond);

/// <summary>
/// Features that are remembered (null until the model is loaded), and drawn pictures that are kept as resources.
/// </summary>
internal sealed record CacheStatus(FeatureCacheStatus? Texts, FeatureCacheStatus? Pictures, int RenderedPictures, long RenderedBytes);

/// <summary>
/// One cache: entries, their bytes and the bytes they may have; lookups that were remembered, that had to be computed, and
/// that waited for another call's computation.
/// </summary>
internal sealed record FeatureCacheStatus(int Entries, long Bytes, long MaxBytes, long Hits, long Misses, long Joined);

/// <summary>
/// Milliseconds of one stage since the start: how often it ran, all together, and of the last 256 times the median and
/// the 99th percentile.
/// </summary>
internal sealed record StageStatus(string Stage, long Count, double TotalMs, double MedianMs, double P99Ms);

/// <summary>Versions of the program, ONNX Runtime and the protocol library.</summary>
internal sealed record VersionStatus(string Fgclip, string OnnxRuntime, string McpSdk);
