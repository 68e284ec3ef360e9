namespace FgClip.Inference.Jobs;

/// <summary>Cancelled once every job of a batch is: a run goes on while anyone wants its result.</summary>
internal sealed class BatchCancellation : IDisposable
{
    private readonly CancellationTokenSource _all = new();
    private readonly CancellationTokenRegistration[] _registrations;
    private int _wanted;

    public BatchCancellation(IReadOnlyList<InferenceJob> batch)
    {
        _wanted = batch.Count;
        _registrations = [.. batch.Select(job => job.Cancellation.UnsafeRegister(_ => GiveUp(), null))];
    }

    public CancellationToken Token => _all.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose(); // waits for a callback under way
        _all.Dispose();
    }

    private void GiveUp()
    {
        if (Interlocked.Decrement(ref _wanted) == 0) _all.Cancel();
    }
}
