using System.Diagnostics;
using FgClip.Inference.Timings;

namespace FgClip.Inference.Jobs;

/// <summary>
/// The one owner of a model's sessions: a thread that takes jobs from a bounded queue in a fair order, runs those of
/// equal length together up to a certain work, and completes them. Thread-safe.
/// </summary>
internal sealed class InferenceCore : IDisposable
{
    /// <summary>Patches or tokens of a run of several jobs at most, which bounds its memory.</summary>
    private const long MaxBatchLength = 4096;

    /// <summary>Inputs that may wait: ten pictures of 16384 patches, or 170 of 1024.</summary>
    private const long MaxWaitingBytes = 1L << 30;

    private readonly IJobRunner _runner;
    private readonly double _batchWork;
    private readonly JobQueue _queue;
    private readonly Thread _thread;
    private readonly Lock _startLock = new();
    private readonly SpeedMeter[] _speeds = [.. Enum.GetValues<JobKind>().Select(_ => new SpeedMeter())];
    private double _runningWork;
    private long _refused;
    private bool _started;

    /// <param name="runner">Computes.</param>
    /// <param name="batchWork">Floating-point operations beyond which a larger batch gains nothing on this device.</param>
    /// <param name="maxCalls">Calls that may wait.</param>
    public InferenceCore(IJobRunner runner, double batchWork, int maxCalls)
    {
        _runner = runner;
        _batchWork = batchWork;
        _queue = new JobQueue(maxCalls, MaxWaitingBytes);
        _thread = new Thread(Serve) { IsBackground = true, Name = "fgclip inference" };
    }

    /// <summary>The speed of all runs.</summary>
    public SpeedMeter Speed { get; } = new();

    /// <summary>The speed of one kind of job.</summary>
    public SpeedMeter SpeedOf(JobKind kind) => _speeds[(int)kind];

    public InferenceStatus Status
    {
        get
        {
            var (calls, jobs, work) = _queue.Waiting;
            var running = Volatile.Read(ref _runningWork);
            return new InferenceStatus(
                calls,
                jobs,
                running > 0,
                Speed.PerSecond is { } speed ? TimeSpan.FromSeconds((work + running) / speed) : null,
                Interlocked.Read(ref _refused),
                Speed.PerSecond / 1e9);
        }
    }

    /// <summary>Refuses a call before anything is prepared for it, if its inputs could not wait.</summary>
    /// <exception cref="FgClipException">The queue is full.</exception>
    public void CheckRoom(long bytes)
    {
        if (!_queue.HasRoomFor(bytes)) throw Refuse();
    }

    /// <summary>Starts no run until the result is disposed of, so that jobs added meanwhile can share one.</summary>
    public IDisposable Hold() => new Holding(_queue);

    /// <summary>Lets a job wait for its turn.</summary>
    /// <exception cref="FgClipException">The queue is full.</exception>
    /// <exception cref="ObjectDisposedException">The core is gone.</exception>
    public Task<T> RunAsync<T>(InferenceJob<T> job)
    {
        if (job.Cancellation.IsCancellationRequested) return Task.FromCanceled<T>(job.Cancellation);

        Start();
        return _queue.TryAdd(job) ? job.Result : throw Refuse();
    }

    /// <summary>
    /// Waits for the run under way; a picture in steps ends after its step. Then ends it and all jobs that wait with
    /// <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        var left = _queue.Close();
        foreach (var job in left) job.Fail(new ObjectDisposedException(nameof(Encoding.FgClipEncoder)));
        lock (_startLock)
        {
            if (!_started) return;
        }

        _thread.Join();
    }

    // A program that never computes needs no thread.
    private void Start()
    {
        lock (_startLock)
        {
            if (_started) return;
            _started = true;
            _thread.Start();
        }
    }

    private void Serve()
    {
        while (_queue.TryTake(_batchWork, MaxBatchLength, out var batch))
        {
            Volatile.Write(ref _runningWork, batch.Sum(job => job.TurnWork));
            var start = Stopwatch.GetTimestamp();
            foreach (var job in batch)
            {
                var waited = Stopwatch.GetElapsedTime(job.QueuedAt, start);
                StageTimings.Add(Stage.Wait, waited);
                StageTimings.Trace(Stage.Wait, waited, job.Call);
            }

            Run(batch, start);
            Volatile.Write(ref _runningWork, 0);
        }
    }

    private void Run(List<InferenceJob> batch, long start)
    {
        var work = _runningWork;
        var more = false;
        try
        {
            using var cancellation = new BatchCancellation(batch);
            if (batch[0] is ISteppedJob stepped) more = stepped.Step(cancellation.Token);
            else _runner.Run(batch, cancellation.Token);

            var elapsed = Stopwatch.GetElapsedTime(start);
            Speed.Add(work, elapsed.TotalSeconds);
            SpeedOf(batch[0].Key.Kind).Add(work, elapsed.TotalSeconds);
            StageTimings.Add(Stage.Run, elapsed);
            foreach (var job in batch) StageTimings.Trace(Stage.Run, elapsed, job.Call);
        }
        catch (OperationCanceledException)
        {
            foreach (var job in batch) job.Cancel();
        }
        catch (Exception error)
        {
            foreach (var job in batch) job.Fail(error);
        }

        if (!batch[0].IsStepped) return;
        if (!more) _queue.Leave(batch[0]);
        else if (!_queue.PutBack(batch[0])) batch[0].Fail(new ObjectDisposedException(nameof(Encoding.FgClipEncoder)));
    }

    private FgClipException Refuse()
    {
        Interlocked.Increment(ref _refused);
        var status = Status;
        // Half the queue: whoever comes back then finds room.
        var seconds = Math.Max(1, Math.Ceiling((status.WaitingTime?.TotalSeconds ?? 0) / 2));
        return new FgClipException(
            FgClipErrorKind.Overload,
            $"too much work waits already: {status.WaitingCalls} calls",
            remedy: $"Try again in {seconds:F0} s, or call with less at once.")
        {
            RetryAfter = TimeSpan.FromSeconds(seconds),
        };
    }

    private sealed class Holding : IDisposable
    {
        private readonly JobQueue _queue;

        public Holding(JobQueue queue)
        {
            _queue = queue;
            queue.Hold();
        }

        public void Dispose() => _queue.Release();
    }
}
