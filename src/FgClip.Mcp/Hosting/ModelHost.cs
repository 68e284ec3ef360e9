using FgClip.Encoding;

namespace FgClip.Mcp.Hosting;

/// <summary>
/// Opens the model in the background, so that a host is answered at once. A failed opening is tried again at the next
/// call: the user may have mended the folder meanwhile. Thread-safe.
/// <para>
/// Opening reads headers only. A call then loads the parts that it needs. Where that costs a fraction of a second and no
/// memory, since weights stay in the mapped file until they are computed with, the other parts are loaded meanwhile;
/// where weights are copied or converted, gigabytes perhaps, only a call loads them: a server that is asked for texts
/// alone never holds a vision tower.
/// </para>
/// </summary>
internal sealed class ModelHost(Func<FgClipEncoder> open) : IAsyncDisposable
{
    private static readonly TimeSpan ProgressPause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<LoadedModel>? _loading;

    /// <summary>loading, ready or failed; idle before the first start.</summary>
    public string State
    {
        get
        {
            lock (_lock)
            {
                return _loading switch
                {
                    null => "idle",
                    { IsCompletedSuccessfully: true } => "ready",
                    { IsCompleted: true } => "failed",
                    _ => "loading",
                };
            }
        }
    }

    /// <summary>Starts to load, if that has not begun or failed.</summary>
    public Task<LoadedModel> Start()
    {
        lock (_lock)
        {
            if (_loading is null or { IsFaulted: true }) _loading = Task.Run(Load);
            return _loading;
        }
    }

    /// <summary>Starts to load, unless that was tried before.</summary>
    public void StartOnce()
    {
        lock (_lock) _loading ??= Task.Run(Load);
    }

    /// <summary>The model, as soon as it is loaded.</summary>
    /// <exception cref="FgClipException">It cannot be loaded.</exception>
    public async Task<LoadedModel> GetAsync(IProgress<string> progress, CancellationToken cancellation)
    {
        var loading = Start();
        while (!loading.IsCompleted)
        {
            progress.Report("The model is loading.");
            await Task.WhenAny(loading, Task.Delay(ProgressPause, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }

        return await loading.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task<LoadedModel>? loading;
        lock (_lock) loading = _loading;
        if (loading is null) return;

        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully) (await loading.ConfigureAwait(false)).Dispose();
    }

    private LoadedModel Load()
    {
        var encoder = open();
        try
        {
            // What fails here fails again in the call that needs it, which then says so.
            if (encoder.LoadsWithoutReading) _ = encoder.LoadAsync().ContinueWith(static load => _ = load.Exception, TaskScheduler.Default);
            return new LoadedModel(encoder);
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }
}
