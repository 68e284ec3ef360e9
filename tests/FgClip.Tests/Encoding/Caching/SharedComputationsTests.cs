using FgClip.Encoding.Caching;

namespace FgClip.Tests.Encoding.Caching;

public class SharedComputationsTests
{
    private readonly SharedComputations<string, int> _shared = new();
    private readonly TaskCompletionSource<int> _result = new();
    private int _started;
    private CancellationToken _stop;
    private IProgress<double>? _progress;

    [Fact]
    public async Task Two_callers_of_a_key_share_one_computation()
    {
        var first = Join("a");
        var second = Join("a");
        var other = Join("b");
        _result.SetResult(7);

        var results = await Task.WhenAll(first, second, other);
        Assert.Equal([7, 7, 7], results);
        Assert.Equal(2, _started);
    }

    [Fact]
    public async Task A_cancelled_caller_leaves_the_other_one_alone()
    {
        using var cancellation = new CancellationTokenSource();
        var first = Join("a", cancellation: cancellation.Token);
        var second = Join("a");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(_stop.IsCancellationRequested);
        _result.SetResult(7);
        Assert.Equal(7, await second);
    }

    [Fact]
    public async Task The_computation_is_cancelled_when_the_last_caller_leaves_and_the_next_one_starts_anew()
    {
        using CancellationTokenSource one = new(), two = new();
        Task<int> first = Join("a", cancellation: one.Token), second = Join("a", cancellation: two.Token);
        await one.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await two.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.True(_stop.IsCancellationRequested);

        var third = Join("a");
        _result.SetResult(7);

        Assert.Equal(7, await third);
        Assert.Equal(2, _started);
    }

    [Fact]
    public async Task A_failure_reaches_everyone_and_is_not_kept()
    {
        Task<int> first = Join("a"), second = Join("a");
        _result.SetException(new FgClipException(FgClipErrorKind.Device, "broken"));
        await Assert.ThrowsAsync<FgClipException>(() => first);
        await Assert.ThrowsAsync<FgClipException>(() => second);

        Assert.Equal(3, await _shared.JoinOrStart("a", (_, _) => Task.FromResult(3), null, CancellationToken.None));
    }

    [Fact]
    public async Task Everyone_is_told_how_far_it_is()
    {
        List<double> told = [], toldLater = [];
        var first = Join("a", progress: new Listener(told));
        _progress!.Report(0.25);
        var second = Join("a", progress: new Listener(toldLater));
        _progress.Report(0.5);
        _result.SetResult(7);
        await Task.WhenAll(first, second);

        Assert.Equal<double>([0.25, 0.5], told);
        Assert.Equal<double>([0.5], toldLater);
    }

    private Task<int> Join(string key, IProgress<double>? progress = null, CancellationToken cancellation = default) => _shared.JoinOrStart(
        key,
        (report, stop) =>
        {
            Interlocked.Increment(ref _started);
            (_stop, _progress) = (stop, report);
            return _result.Task.WaitAsync(stop);
        },
        progress,
        cancellation);

    private sealed class Listener(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }
}
