using System.Diagnostics;

namespace FgClip.Inference.Jobs;

/// <summary>One item of work for the owner of the sessions.</summary>
/// <param name="key">Which jobs may share a run with it.</param>
/// <param name="work">Floating-point operations of the whole job.</param>
/// <param name="bytes">Memory that its inputs hold while it waits.</param>
/// <param name="ticket">The call it belongs to.</param>
/// <param name="cancellation">Takes the job out of the queue, or ends its run.</param>
internal abstract class InferenceJob(JobKey key, double work, long bytes, CallTicket ticket, CancellationToken cancellation)
{
    private CancellationTokenRegistration _removal;

    public JobKey Key { get; } = key;

    public double Work { get; } = work;

    public long Bytes { get; } = bytes;

    public CallTicket Ticket { get; } = ticket;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The span of the call that made it, for its trace.</summary>
    public ActivityContext Call { get; } = Activity.Current?.Context ?? default;

    /// <summary>Floating-point operations of its next turn: all, unless it runs in steps.</summary>
    public virtual double TurnWork => Work;

    /// <summary>Whether it runs in steps, one a turn.</summary>
    public virtual bool IsStepped => false;

    /// <summary>Its place in the order of the queue.</summary>
    internal double Tag { get; set; }

    /// <summary>Order of arrival, for equal tags.</summary>
    internal long Sequence { get; set; }

    /// <summary>When it came into the queue, as <see cref="Stopwatch.GetTimestamp"/> tells it.</summary>
    internal long QueuedAt { get; set; }

    /// <summary>Ends the job without a result.</summary>
    public void Fail(Exception error)
    {
        _removal.Unregister();
        SetException(error);
    }

    /// <summary>Ends the job as cancelled by its own token.</summary>
    public void Cancel()
    {
        _removal.Unregister();
        SetCanceled();
    }

    /// <summary>Calls <paramref name="remove"/> when the job is cancelled.</summary>
    internal void OnCancelled(Action<InferenceJob> remove) =>
        _removal = Cancellation.UnsafeRegister(_ => remove(this), null);

    /// <summary>The job has its result.</summary>
    protected void Finished() => _removal.Unregister();

    protected abstract void SetException(Exception error);

    protected abstract void SetCanceled();
}

/// <summary>A job with a result.</summary>
internal abstract class InferenceJob<T>(JobKey key, double work, long bytes, CallTicket ticket, CancellationToken cancellation)
    : InferenceJob(key, work, bytes, ticket, cancellation)
{
    // Callers go on elsewhere: the owner of the sessions has the next job to run.
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => _result.Task;

    public void Complete(T result)
    {
        Finished();
        _result.TrySetResult(result);
    }

    protected override void SetException(Exception error) => _result.TrySetException(error);

    protected override void SetCanceled() => _result.TrySetCanceled(Cancellation);
}
