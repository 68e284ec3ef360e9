namespace FgClip.Checkpoints.Hub;

/// <summary>
/// A request that failed: the error to show if that is final, and whether another try may help. It stays inside this
/// folder; callers get the error.
/// </summary>
internal sealed class HubFailure(FgClipException error, bool isTransient, TimeSpan? retryAfter = null)
    : Exception(error.Message, error)
{
    /// <summary>What to tell the caller.</summary>
    public FgClipException Error { get; } = error;

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>The pause that the hub asks for.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
