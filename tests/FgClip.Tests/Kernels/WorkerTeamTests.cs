using FgClip.Kernels;

namespace FgClip.Tests.Kernels;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_piece_is_done_once_by_a_member_round_after_round(int size)
    {
        using var team = new WorkerTeam(size, "test");
        IEnumerable<int> rounds = [0, 1, 2, 7, 1000, 3, .. Enumerable.Repeat(size, 2000)];
        foreach (var pieces in rounds)
        {
            var done = new int[pieces];
            team.Run(
                pieces,
                (piece, member) =>
                {
                    Assert.InRange(member, 0, size - 1);
                    Interlocked.Increment(ref done[piece]);
                },
                CancellationToken.None);
            Assert.All(done, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Two_members_work_at_once()
    {
        using var team = new WorkerTeam(2, "test");
        using var both = new Barrier(2);

        team.Run(2, (_, _) => Assert.True(both.SignalAndWait(TimeSpan.FromMinutes(1))), CancellationToken.None);
    }

    [Fact]
    public void An_error_ends_the_round_and_the_next_one_runs()
    {
        using var team = new WorkerTeam(3, "test");

        var error = Assert.Throws<InvalidOperationException>(() => team.Run(100, (piece, _) => throw new InvalidOperationException($"piece {piece}"), CancellationToken.None));
        Assert.StartsWith("piece ", error.Message, StringComparison.Ordinal);
        var count = 0;
        team.Run(10, (_, _) => Interlocked.Increment(ref count), CancellationToken.None);
        Assert.Equal(10, count);
    }

    [Fact]
    public void A_cancelled_round_leaves_what_nobody_has_begun()
    {
        using var team = new WorkerTeam(2, "test");
        using var stop = new CancellationTokenSource();
        var begun = 0;

        Assert.Throws<OperationCanceledException>(() => team.Run(
            1000,
            (_, _) =>
            {
                Interlocked.Increment(ref begun);
                stop.Cancel();
            },
            stop.Token));

        Assert.InRange(begun, 1, 2);
        Assert.Throws<OperationCanceledException>(() => team.Run(1, (_, _) => Assert.Fail("begun"), stop.Token));
    }

    [Fact]
    public void A_team_that_is_gone_works_no_more()
    {
        var team = new WorkerTeam(2, "test");
        team.Dispose();

        Assert.Throws<ObjectDisposedException>(() => team.Run(1, (_, _) => { }, CancellationToken.None));
    }
}
