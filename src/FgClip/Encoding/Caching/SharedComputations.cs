namespace FgClip.Encoding.Caching;

/// <summary>
/// Computations under way, by key: a second caller of a key waits for the first one's. A caller that is cancelled leaves;
/// the computation is cancelled when the last one has left. Thread-safe.
/// </summary>
internal sealed class SharedComputations<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Computation> _underWay = [];
    private readonly Lock _lock = new();

    /// <summary>Joins the computation of <paramref name="key"/>, if there is one.</summary>
    /// <returns>Its result; null where there is none to join.</returns>
    public Task<TValue>? TryJoin(TKey key, IProgress<double>? progress, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _underWay.TryGetValue(key, out var known) && known.Join(progress) ? WaitAsync(key, known, cancellation) : null;
        }
    }

    /// <summary>Joins the computation of <paramref name="key"/>, or starts it.</summary>
    /// <param name="key">What is computed.</param>
    /// <param name="compute">Computes it, and remembers it where it shall be remembered before it returns.</param>
    /// <param name="progress">Is told how far the computation is, 0 to 1.</param>
    /// <param name="cancellation">Leaves it.</param>
    public Task<TValue> JoinOrStart(
        TKey key, Func<IProgress<double>, CancellationToken, Task<TValue>> compute, IProgress<double>? progress, CancellationToken cancellation)
    {
        Computation mine;
        Task<TValue> result;
        lock (_lock)
        {
            if (TryJoin(key, progress, cancellation) is { } joined) return joined;

            mine = new Computation();
            mine.Join(progress);
            _underWay[key] = mine;
            result = WaitAsync(key, mine, cancellation);
        }

        _ = RunAsync(key, mine, compute);
        return result;
    }

    private async Task RunAsync(TKey key, Computation mine, Func<IProgress<double>, CancellationToken, Task<TValue>> compute)
    {
        try
        {
            mine.Result.SetResult(await compute(mine, mine.Cancellation).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            mine.Result.SetCanceled(mine.Cancellation);
        }
        catch (Exception error)
        {
            mine.Result.SetException(error);
        }
        finally
        {
            Remove(key, mine);
            mine.Dispose();
        }
    }

    private async Task<TValue> WaitAsync(TKey key, Computation computation, CancellationToken cancellation)
    {
        try
        {
            return await computation.Result.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Leave(key, computation);
            throw;
        }
    }

    private void Leave(TKey key, Computation computation)
    {
        lock (_lock)
        {
            if (!computation.Leave()) return;
            Remove(key, computation); // whoever comes now starts anew
        }

        computation.Cancel();
    }

    private void Remove(TKey key, Computation computation)
    {
        lock (_lock)
        {
            if (_underWay.GetValueOrDefault(key) == computation) _underWay.Remove(key);
        }
    }

    // Tells all who wait how far it is.
    private sealed class Computation : IProgress<double>, IDisposable
    {
        private readonly CancellationTokenSource _source = new();
        private readonly Lock _end = new();
        private readonly List<IProgress<double>> _progress = [];
        private int _callers;
        private bool _ended;

        public Computation() => Cancellation = _source.Token;

        public TaskCompletionSource<TValue> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken Cancellation { get; }

        public bool Join(IProgress<double>? progress)
        {
            if (Cancellation.IsCancellationRequested) return false;

            _callers++;
            if (progress is null) return true;
            lock (_progress) _progress.Add(progress);
            return true;
        }

        // Whether nobody is left.
        public bool Leave() => --_callers == 0;

        // Who leaves may be late.
        public void Cancel()
        {
            lock (_end)
            {
                if (!_ended) _source.Cancel();
            }
        }

        public void Dispose()
        {
            lock (_end)
            {
                _ended = true;
                _source.Dispose();
            }
        }

        public void Report(double value)
        {
            IProgress<double>[] listeners;
            lock (_progress) listeners = [.. _progress];
            foreach (var listener in listeners) listener.Report(value);
        }
    }
}
