namespace FgClip.Kernels;

/// <summary>
/// Threads that share out small pieces of work, hundreds of times a second: between two rounds they wait a moment before
/// they sleep. A round is over when its pieces are done, whether or not every thread came to take some. One caller at a
/// time.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    /// <summary>Looks for a new round before a thread sleeps: some 20 microseconds.</summary>
    private const int Patience = 100;

    private readonly Thread[] _threads;
    private readonly Lock _oneCaller = new();
    private readonly object _sleep = new();
    private Round? _round;
    private bool _started;
    private bool _over;

    /// <param name="size">Threads, the caller's among them.</param>
    /// <param name="name">What the threads are called.</param>
    public WorkerTeam(int size, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        Size = size;
        _threads = [.. Enumerable.Range(1, size - 1).Select(member => new Thread(() => Serve(member)) { IsBackground = true, Name = $"{name} {member}" })];
    }

    /// <summary>Threads, the caller's among them.</summary>
    public int Size { get; }

    /// <summary>Does pieces of work, in any order and by any member of the team; returns when all are done.</summary>
    /// <param name="pieces">How many there are.</param>
    /// <param name="work">Does a piece: its index, and the member's number from 0 to <see cref="Size"/> − 1.</param>
    /// <param name="cancellation">Leaves the pieces that nobody has begun.</param>
    /// <exception cref="OperationCanceledException">Cancelled: not every piece was done.</exception>
    public void Run(int pieces, Action<int, int> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_oneCaller)
        {
            ObjectDisposedException.ThrowIf(_over, this);
            var round = new Round(pieces, work, cancellation);
            if (pieces > 1 && _threads.Length > 0) Announce(round);
            round.Take(member: 0);
            round.Wait();
        }
    }

    /// <summary>Ends the threads; no round may be under way.</summary>
    public void Dispose()
    {
        lock (_oneCaller)
        {
            _over = true;
            lock (_sleep) Monitor.PulseAll(_sleep);
        }

        if (!_started) return;
        foreach (var thread in _threads) thread.Join();
    }

    private void Announce(Round round)
    {
        if (!_started)
        {
            _started = true; // not before there is something to share
            foreach (var thread in _threads) thread.Start();
        }

        Volatile.Write(ref _round, round);
        lock (_sleep) Monitor.PulseAll(_sleep);
    }

    private void Serve(int member)
    {
        Round? last = null;
        while (Next(last) is { } round)
        {
            round.Take(member);
            last = round;
        }
    }

    private Round? Next(Round? last)
    {
        for (var look = 0; look < Patience; look++)
        {
            if (Volatile.Read(ref _round) is { } round && round != last) return round;
            if (Volatile.Read(ref _over)) return null;
            Thread.SpinWait(5);
        }

        lock (_sleep)
        {
            while (!_over && (_round is null || _round == last)) Monitor.Wait(_sleep);
            return _over ? null : _round;
        }
    }

    private sealed class Round(int pieces, Action<int, int> work, CancellationToken cancellation)
    {
        private readonly object _end = new();
        private int _next;
        private int _finished;
        private Exception? _error;

        private bool IsDone => Volatile.Read(ref _finished) == pieces;

        public void Take(int member)
        {
            for (int piece; (piece = Interlocked.Increment(ref _next) - 1) < pieces;)
            {
                try
                {
                    if (_error is null && !cancellation.IsCancellationRequested) work(piece, member);
                }
                catch (Exception error)
                {
                    Interlocked.CompareExchange(ref _error, error, null);
                }

                if (Interlocked.Increment(ref _finished) < pieces) continue;
                lock (_end) Monitor.PulseAll(_end);
            }
        }

        public void Wait()
        {
            for (var look = 0; look < Patience && !IsDone; look++) Thread.SpinWait(5);
            lock (_end)
            {
                while (!IsDone) Monitor.Wait(_end);
            }

            if (_error is { } error) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
