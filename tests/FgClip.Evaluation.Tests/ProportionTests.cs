using FgClip.Evaluation.Scenes;

namespace FgClip.Evaluation.Tests;

public class ProportionTests
{
    [Fact]
    public void Intervals_are_those_of_wilson()
    {
        // 81 of 263: Newcombe (1998), table I, method 3.
        var proportion = new Proportion(81, 263);

        Assert.Equal(0.2553, proportion.Low, 4e-5);
        Assert.Equal(0.3662, proportion.High, 4e-5);
    }

    [Fact]
    public void The_interval_holds_the_value_and_stays_in_range()
    {
        var all = from total in Enumerable.Range(1, 60) from right in Enumerable.Range(0, total + 1) select new Proportion(right, total);
        Assert.All(all, proportion =>
        {
            Assert.InRange(proportion.Value, proportion.Low, proportion.High);
            Assert.InRange(proportion.Low, 0, 1);
            Assert.InRange(proportion.High, 0, 1);
        });
    }
}
