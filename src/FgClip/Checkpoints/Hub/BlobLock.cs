using Polly;
using Polly.Retry;

namespace FgClip.Checkpoints.Hub;

/// <summary>
/// The lock that huggingface_hub takes while it fetches a blob, held by an open file: a process that dies lets go of it.
/// .NET holds a file that is opened for itself alone with flock, as Python's filelock does, so the two see each other.
/// </summary>
internal static class BlobLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until nobody else has the lock.</summary>
    /// <param name="path">The lock's file, made where it is missing and never removed.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="waiting">Told once that another process has it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Disposing of it lets go.</returns>
    public static async Task<IDisposable> TakeAsync(string path, TimeProvider time, Action? waiting, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var told = false;
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = Pause,
                BackoffType = DelayBackoffType.Constant,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is IOException error && IsTaken(error)),
                OnRetry = _ =>
                {
                    if (!told) waiting?.Invoke();
                    told = true;
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        return await pipeline.ExecuteAsync(_ => ValueTask.FromResult(Open(path)), cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes the lock if nobody has it; null otherwise.</summary>
    public static IDisposable? TryTake(string path)
    {
        try
        {
            return Open(path);
        }
        catch (IOException error) when (IsTaken(error))
        {
            return null;
        }
    }

    /// <summary>Whether a file cannot be opened for oneself alone because another has it so.</summary>
    // Sharing and lock violations of Windows, and what .NET makes of EWOULDBLOCK (11 on Linux, 35 on macOS and BSD).
    public static bool IsTaken(IOException error) =>
        error.GetType() == typeof(IOException) && (error.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            // As huggingface_hub makes them: a group may share a cache.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead;
        }

        return new FileStream(path, options);
    }

}
