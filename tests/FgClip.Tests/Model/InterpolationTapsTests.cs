using FgClip.Model;

namespace FgClip.Tests.Model;

public class InterpolationTapsTests
{
    [Theory]
    [InlineData(16, 16)]
    [InlineData(16, 1)]
    [InlineData(16, 5)]
    [InlineData(16, 47)]
    [InlineData(16, 128)]
    [InlineData(8, 3)]
    [InlineData(1, 9)]
    public void Weights_are_positive_shares_inside_the_axis(int input, int output)
    {
        var taps = InterpolationTaps.Of(input, output);

        Assert.Equal(output, taps.Length);
        Assert.All(taps, tap =>
        {
            Assert.InRange(tap.First, 0, input - 1);
            Assert.InRange(tap.First + tap.Weights.Length, 1, input);
            Assert.All(tap.Weights, weight => Assert.InRange(weight, 0f, 1f));
            Assert.Equal(1f, tap.Weights.Sum(), 1e-6f);
        });
    }

    [Fact]
    public void An_axis_that_keeps_its_length_is_copied()
    {
        var taps = InterpolationTaps.Of(16, 16);

        Assert.All(taps.Index(), tap =>
        {
            var own = tap.Item.Weights.Index().Single(weight => weight.Item == 1f);
            Assert.Equal(tap.Index, tap.Item.First + own.Index);
        });
    }

    [Fact]
    public void Doubling_mixes_three_quarters_and_one_quarter()
    {
        var taps = InterpolationTaps.Of(4, 8);

        Assert.Equal([0.25f, 0.75f], taps[2].Weights);
        Assert.Equal(0, taps[2].First);
        Assert.Equal([0.75f, 0.25f], taps[3].Weights);
        Assert.Equal(1, taps[3].First);
    }
}
