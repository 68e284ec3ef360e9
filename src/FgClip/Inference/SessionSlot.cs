namespace FgClip.Inference;

/// <summary>A session that is built when first asked for, and again if building failed. Thread-safe.</summary>
internal sealed class SessionSlot(Func<GraphSession> build) : IDisposable
{
    private readonly Lock _lock = new();
    private GraphSession? _session;
    private bool _disposed;

    /// <summary>The session.</summary>
    /// <exception cref="ObjectDisposedException">It is gone.</exception>
    public GraphSession Value
    {
        get
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                return _session ??= build();
            }
        }
    }

    /// <summary>The session if it is built; null otherwise, also while it is being built.</summary>
    public GraphSession? Loaded => Volatile.Read(ref _session);

    /// <summary>Waits for a build under way, then frees the session.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _session?.Dispose();
            _session = null;
        }
    }
}
