using FgClip.Inference.Jobs;

namespace FgClip.Tests.Inference.Jobs;

public class JobQueueTests
{
    private readonly JobQueue _queue = new(maxCalls: 4, maxBytes: 100);

    [Fact]
    public void Equal_calls_go_in_the_order_they_came()
    {
        foreach (var name in new[] { "a", "b", "c" }) Assert.True(_queue.TryAdd(new FakeJob(name)));

        Assert.Equal(["a", "b", "c"], [TakeOne(), TakeOne(), TakeOne()]);
    }

    [Fact]
    public void A_single_text_goes_before_the_rest_of_a_long_list()
    {
        var list = new CallTicket();
        foreach (var number in Enumerable.Range(0, 20)) _queue.TryAdd(new FakeJob($"list {number}", ticket: list));
        Assert.Equal("list 0", TakeOne());

        _queue.TryAdd(new FakeJob("single"));

        Assert.Equal(["list 1", "single", "list 2"], [TakeOne(), TakeOne(), TakeOne()]);
    }

    [Fact]
    public void A_large_picture_and_texts_that_keep_coming_share_the_device_by_work()
    {
        var large = new FakeSteps("large", steps: 100, stepWork: 10);
        _queue.TryAdd(large);
        var (steps, texts) = (0, 0);
        for (var turn = 0; turn < 220; turn++)
        {
            // a client that asks again as soon as it has its answer
            if (_queue.Waiting.Jobs < 2) _queue.TryAdd(new FakeJob("text"));
            if (TakeOne() == "large")
            {
                steps++;
                _queue.PutBack(large);
            }
            else
            {
                texts++;
            }
        }

        Assert.InRange(steps * 10, 0.8 * texts, 1.25 * texts);
    }

    [Fact]
    public void What_runs_together_has_one_key_and_stays_within_the_work_and_the_length()
    {
        foreach (var (name, length) in new[] { ("a", 64), ("b", 196), ("c", 64), ("d", 64) }) _queue.TryAdd(new FakeJob(name, length, work: length));

        Assert.Equal(["a", "c"], Take(maxWork: 150, maxLength: 4096));
        Assert.Equal(["d"], Take(maxWork: 150, maxLength: 4096));
        Assert.Equal(["b"], Take(maxWork: 150, maxLength: 4096)); // larger than a batch, so alone
        foreach (var name in new[] { "e", "f" }) _queue.TryAdd(new FakeJob(name));
        Assert.Equal(["e"], Take(maxWork: 1000, maxLength: 127));
    }

    [Fact]
    public void A_full_queue_takes_no_new_call_but_the_rest_of_one_that_is_in()
    {
        var first = new CallTicket();
        _queue.TryAdd(new FakeJob("a", ticket: first));
        foreach (var name in new[] { "b", "c", "d" }) Assert.True(_queue.TryAdd(new FakeJob(name)));

        Assert.False(_queue.TryAdd(new FakeJob("e")));
        Assert.True(_queue.TryAdd(new FakeJob("a2", ticket: first)));
        TakeOne();
        TakeOne();
        Assert.True(_queue.TryAdd(new FakeJob("f")));
    }

    [Fact]
    public void A_queue_is_full_by_bytes_too_but_never_for_the_first()
    {
        Assert.True(_queue.TryAdd(new FakeJob("a", bytes: 1000)));
        Assert.False(_queue.TryAdd(new FakeJob("b", bytes: 1)));
        Assert.False(_queue.HasRoomFor(1));
        TakeOne();
        Assert.True(_queue.HasRoomFor(1));
    }

    [Fact]
    public async Task A_cancelled_job_leaves_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var cancelled = new FakeJob("a", bytes: 50, cancellation: cancellation.Token);
        _queue.TryAdd(cancelled);
        _queue.TryAdd(new FakeJob("b"));

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Result);
        Assert.Equal((1, 1, 1.0), _queue.Waiting);
        Assert.Equal("b", TakeOne());
        Assert.Equal((0, 0, 0.0), _queue.Waiting);
    }

    [Fact]
    public void Of_stepped_jobs_one_at_a_time_is_under_way()
    {
        FakeSteps one = new("one", 2, 10), two = new("two", 2, 1);
        _queue.TryAdd(one);
        Assert.Equal("one", TakeOne());
        _queue.PutBack(one);
        _queue.TryAdd(two); // its tag is smaller

        Assert.Equal("one", TakeOne());
        _queue.Leave(one);
        Assert.Equal("two", TakeOne());
    }

    [Fact]
    public async Task Nothing_is_given_out_during_a_hold()
    {
        _queue.Hold();
        _queue.TryAdd(new FakeJob("a"));
        var taking = Task.Run(() => Take(10, 4096));
        _queue.TryAdd(new FakeJob("b"));
        _queue.Release();

        Assert.Equal(["a", "b"], await taking);
    }

    [Fact]
    public void A_closed_queue_gives_back_what_waited_and_takes_no_more()
    {
        _queue.TryAdd(new FakeJob("a"));

        Assert.Equal(["a"], _queue.Close().Select(job => job.ToString()));
        Assert.False(_queue.TryTake(1, 1, out _));
        Assert.Throws<ObjectDisposedException>(() => _queue.TryAdd(new FakeJob("b")));
    }

    private string TakeOne() => Assert.Single(Take(maxWork: 0, maxLength: 0));

    private string[] Take(double maxWork, long maxLength)
    {
        Assert.True(_queue.TryTake(maxWork, maxLength, out var batch));
        return [.. batch.Select(job => job.ToString()!)];
    }
}
