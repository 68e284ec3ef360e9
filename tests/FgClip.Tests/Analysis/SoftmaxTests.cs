using FgClip.Analysis;

namespace FgClip.Tests.Analysis;

public class SoftmaxTests
{
    [Fact]
    public void Shares_sum_to_one_and_follow_the_logits()
    {
        var shares = Softmax.Of([1f, 2f, 3f]);

        Assert.Equal(1, shares.Sum(), 1e-12);
        Assert.Equal(Math.E, shares[1] / shares[0], 1e-9);
        Assert.Equal(Math.E, shares[2] / shares[1], 1e-9);
    }

    [Fact]
    public void Large_logits_do_not_overflow() => Assert.Equal([0.5, 0.5], Softmax.Of([1e30f, 1e30f]));

    [Fact]
    public void Nothing_gives_nothing() => Assert.Empty(Softmax.Of([]));
}
