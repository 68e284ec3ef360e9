using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace FgClip.Inference.Jobs;

/// <summary>
/// Jobs that wait for the device, in a fair order: a job's tag is the later of the queue's clock and its call's last tag,
/// plus the job's work; the smallest tag goes next and sets the clock. So calls share the device by work and not by
/// items: a single text goes before the rest of a picture or of a long list, and what is large waits only until others
/// got as much. Thread-safe; one thread takes.
/// </summary>
/// <param name="maxCalls">Calls that may wait.</param>
/// <param name="maxBytes">Bytes of inputs that may wait; a first job may have more.</param>
internal sealed class JobQueue(int maxCalls, long maxBytes)
{
    private static readonly Comparer<InferenceJob> InOrder = Comparer<InferenceJob>.Create(static (left, right) =>
        left.Tag != right.Tag ? left.Tag.CompareTo(right.Tag) : left.Sequence.CompareTo(right.Sequence));

    private readonly object _gate = new();
    private readonly SortedSet<InferenceJob> _waiting = new(InOrder);
    private double _clock;
    private double _work;
    private long _bytes;
    private long _sequence;
    private int _calls;
    private int _holds;
    private bool _closed;
    private InferenceJob? _underWay;

    /// <summary>What waits: calls, jobs, and their floating-point operations.</summary>
    public (int Calls, int Jobs, double Work) Waiting
    {
        get
        {
            lock (_gate) return (_calls, _waiting.Count, _work);
        }
    }

    /// <summary>Whether a new call with inputs of <paramref name="bytes"/> may wait.</summary>
    public bool HasRoomFor(long bytes)
    {
        lock (_gate) return HasRoom(bytes);
    }

    /// <summary>Lets a job wait, unless its call is new and the queue is full. A cancelled one leaves by itself.</summary>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public bool TryAdd(InferenceJob job)
    {
        job.OnCancelled(Remove); // first: once it is in, the other thread may take and finish it
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (!job.Ticket.IsAdmitted && !HasRoom(job.Bytes)) return false;

            Insert(job);
        }

        RemoveIfCancelled(job);
        return true;
    }

    /// <summary>Lets a stepped job wait for its next step, however full the queue is. False when the queue is closed.</summary>
    public bool PutBack(InferenceJob job)
    {
        lock (_gate)
        {
            if (_closed) return false;

            _underWay = job;
            Insert(job);
        }

        RemoveIfCancelled(job);
        return true;
    }

    /// <summary>
    /// Waits for work: the job whose turn it is, and others of its key in their order while a run of all stays within
    /// <paramref name="maxWork"/> and <paramref name="maxLength"/> patches or tokens. False when the queue is closed.
    /// </summary>
    public bool TryTake(double maxWork, long maxLength, [NotNullWhen(true)] out List<InferenceJob>? batch)
    {
        lock (_gate)
        {
            while (!_closed)
            {
                if (_holds == 0 && _waiting.FirstOrDefault(IsEligible) is { } head)
                {
                    batch = Take(head, maxWork, maxLength);
                    return true;
                }

                Monitor.Wait(_gate);
            }
        }

        batch = null;
        return false;
    }

    /// <summary>Gives nothing out until <see cref="Release"/>, so that what is added meanwhile can share a run.</summary>
    public void Hold()
    {
        lock (_gate) _holds++;
    }

    /// <summary>Ends a <see cref="Hold"/>.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _holds--;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A stepped job is done or given up: the next one may begin.</summary>
    public void Leave(InferenceJob job)
    {
        lock (_gate)
        {
            if (_underWay == job) _underWay = null;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes no more jobs in or out.</summary>
    /// <returns>Those that waited.</returns>
    public IReadOnlyList<InferenceJob> Close()
    {
        lock (_gate)
        {
            _closed = true;
            InferenceJob[] left = [.. _waiting];
            foreach (var job in left) Forget(job);
            Monitor.PulseAll(_gate);
            return left;
        }
    }

    // Of large pictures one at a time holds its memory.
    private bool IsEligible(InferenceJob job) => !job.IsStepped || _underWay is null || _underWay == job;

    private bool HasRoom(long bytes) => _calls < maxCalls && (_waiting.Count == 0 || _bytes + bytes <= maxBytes);

    private void Insert(InferenceJob job)
    {
        job.Tag = Math.Max(_clock, job.Ticket.LastTag) + job.TurnWork;
        job.Sequence = _sequence++;
        job.QueuedAt = Stopwatch.GetTimestamp();
        job.Ticket.LastTag = job.Tag;
        job.Ticket.IsAdmitted = true;
        if (job.Ticket.Waiting++ == 0) _calls++;
        _work += job.TurnWork;
        _bytes += job.Bytes;
        _waiting.Add(job);
        Monitor.PulseAll(_gate);
    }

    private List<InferenceJob> Take(InferenceJob head, double maxWork, long maxLength)
    {
        _clock = Math.Max(_clock, head.Tag);
        List<InferenceJob> batch = [head];
        if (!head.IsStepped)
        {
            var most = Math.Min(maxWork / head.TurnWork, (double)maxLength / head.Key.Length);
            batch.AddRange(_waiting.Where(job => job != head && job.Key == head.Key).Take((int)Math.Clamp(most, 1, int.MaxValue) - 1));
        }

        foreach (var job in batch) Forget(job);
        return batch;
    }

    private void Forget(InferenceJob job)
    {
        _waiting.Remove(job);
        _bytes -= job.Bytes;
        _work = _waiting.Count == 0 ? 0 : _work - job.TurnWork; // no rounding errors are left in an empty queue
        if (--job.Ticket.Waiting == 0) _calls--;
    }

    // It may have been cancelled while it was not here to be removed.
    private void RemoveIfCancelled(InferenceJob job)
    {
        if (job.Cancellation.IsCancellationRequested) Remove(job);
    }

    private void Remove(InferenceJob job)
    {
        lock (_gate)
        {
            if (!_waiting.Contains(job)) return; // it runs: its run ends by the same token

            Forget(job);
            if (_underWay == job) _underWay = null;
            Monitor.PulseAll(_gate);
        }

        job.Cancel();
    }
}
