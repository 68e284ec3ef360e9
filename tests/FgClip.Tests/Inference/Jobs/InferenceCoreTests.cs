using FgClip.Inference.Jobs;

namespace FgClip.Tests.Inference.Jobs;

public class InferenceCoreTests
{
    [Fact]
    public async Task Jobs_that_come_while_one_runs_run_together()
    {
        var runner = new GatedRunner();
        using var core = new InferenceCore(runner, batchWork: 3, maxCalls: 16);
        var first = core.RunAsync(new FakeJob("first"));
        await runner.Started;
        Task<string>[] others = [.. Enumerable.Range(0, 5).Select(number => core.RunAsync(new FakeJob($"{number}")))];

        runner.Open();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(["first", "0 1 2", "3 4"], runner.Batches);
    }

    [Fact]
    public async Task A_job_cancelled_in_the_queue_never_runs()
    {
        var runner = new GatedRunner();
        using var core = new InferenceCore(runner, batchWork: 1, maxCalls: 16);
        using var cancellation = new CancellationTokenSource();
        var first = core.RunAsync(new FakeJob("first"));
        await runner.Started;
        var cancelled = core.RunAsync(new FakeJob("cancelled", cancellation: cancellation.Token));
        var last = core.RunAsync(new FakeJob("last"));

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(1, core.Status.WaitingCalls);
        runner.Open();
        await Task.WhenAll(first, last);

        Assert.Equal(["first", "last"], runner.Batches);
    }

    [Fact]
    public async Task A_run_ends_early_only_when_every_job_of_it_is_cancelled()
    {
        var runner = new GatedRunner();
        using var core = new InferenceCore(runner, batchWork: 2, maxCalls: 16);
        using CancellationTokenSource one = new(), two = new();
        Task<string> first, second;
        using (core.Hold())
        {
            first = core.RunAsync(new FakeJob("one", cancellation: one.Token));
            second = core.RunAsync(new FakeJob("two", cancellation: two.Token));
        }

        await runner.Started;
        await one.CancelAsync();
        Assert.False(runner.Token.IsCancellationRequested);
        await two.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task Too_many_calls_are_refused_with_the_time_to_try_again()
    {
        var runner = new GatedRunner();
        using var core = new InferenceCore(runner, batchWork: 1, maxCalls: 2);
        var first = core.RunAsync(new FakeJob("first"));
        await runner.Started;
        Task[] waiting = [core.RunAsync(new FakeJob("a")), core.RunAsync(new FakeJob("b"))];

        var error = await Assert.ThrowsAsync<FgClipException>(() => core.RunAsync(new FakeJob("c")));
        var refusedEarly = Assert.Throws<FgClipException>(() => core.CheckRoom(1));

        Assert.Equal(FgClipErrorKind.Overload, error.Kind);
        Assert.Equal(FgClipErrorKind.Overload, refusedEarly.Kind);
        Assert.Equal(TimeSpan.FromSeconds(1), error.RetryAfter); // nothing was measured yet
        Assert.Contains("2 calls", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, core.Status.RefusedCalls);
        runner.Open();
        await Task.WhenAll([first, .. waiting]);
    }

    [Fact]
    public async Task A_failed_run_fails_its_jobs_and_no_others()
    {
        var runner = new GatedRunner { Failure = new FgClipException(FgClipErrorKind.Device, "broken") };
        using var core = new InferenceCore(runner, batchWork: 1, maxCalls: 16);
        runner.Open();

        await Assert.ThrowsAsync<FgClipException>(() => core.RunAsync(new FakeJob("bad")));
        runner.Failure = null;

        Assert.Equal("good", await core.RunAsync(new FakeJob("good")));
    }

    [Fact]
    public async Task Others_run_between_the_steps_of_a_large_picture()
    {
        var runner = new GatedRunner();
        runner.Open();
        using var core = new InferenceCore(runner, batchWork: 1, maxCalls: 16);
        Task<string>? text = null;
        var stepsAfterText = 0;
        var large = new FakeSteps("large", 8, stepWork: 100)
        {
            OnStep = _ =>
            {
                if (text?.IsCompletedSuccessfully == true) stepsAfterText++;
                text ??= core.RunAsync(new FakeJob("text"));
            },
        };

        Assert.Equal("large", await core.RunAsync(large));

        Assert.Equal("text", await text!);
        Assert.InRange(stepsAfterText, 6, 7); // right after the first step, or a step later where tags are equal
    }

    [Fact]
    public async Task A_cancelled_large_picture_takes_no_further_step()
    {
        var runner = new GatedRunner();
        runner.Open();
        using var core = new InferenceCore(runner, batchWork: 1, maxCalls: 16);
        using var cancellation = new CancellationTokenSource();
        var steps = 0;
        var large = new FakeSteps("large", 1000, stepWork: 1, cancellation: cancellation.Token)
        {
            OnStep = stop =>
            {
                if (++steps == 3) cancellation.Cancel();
                stop.ThrowIfCancellationRequested();
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => core.RunAsync(large));

        Assert.Equal("next", await core.RunAsync(new FakeSteps("next", 2, 1)));
        Assert.Equal(3, steps);
    }

    [Fact]
    public async Task Disposing_ends_what_waits_and_a_large_picture_after_its_step()
    {
        using var stepping = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var core = new InferenceCore(new GatedRunner(), batchWork: 1, maxCalls: 16);
        var large = core.RunAsync(new FakeSteps("large", 1000, 1)
        {
            OnStep = _ =>
            {
                stepping.Release();
                go.Wait(CancellationToken.None);
            },
        });
        await stepping.WaitAsync(TestContext.Current.CancellationToken);
        var waiting = core.RunAsync(new FakeJob("waiting"));

        var disposing = Task.Run(core.Dispose);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        go.Release();
        await disposing;

        await Assert.ThrowsAsync<ObjectDisposedException>(() => large);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => core.RunAsync(new FakeJob("late")));
    }

    // Runs wait for the gate, and remember what ran together.
    private sealed class GatedRunner : IJobRunner
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _gate = new();

        public List<string> Batches { get; } = [];

        public Exception? Failure { get; set; }

        public CancellationToken Token { get; private set; }

        public Task Started => _started.Task;

        public void Open() => _gate.TrySetResult();

        public void Run(IReadOnlyList<InferenceJob> batch, CancellationToken cancellation)
        {
            Batches.Add(string.Join(' ', batch));
            Token = cancellation;
            _started.TrySetResult();
            _gate.Task.Wait(cancellation);
            if (Failure is not null) throw Failure;
            foreach (var job in batch.Cast<FakeJob>()) job.Complete(job.Name);
        }
    }
}
