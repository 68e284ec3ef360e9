using FgClip.Evaluation.Scenes.Making;

namespace FgClip.Evaluation.Tests.Scenes.Making;

public class SceneRandomTests
{
    [Fact]
    public void Lots_depend_on_seed_and_place_alone()
    {
        // Pinned: scenes that someone made once can be made again.
        Assert.Equal([6, 5, 1, 7, 5, 7, 8, 7], Draw(1, 0));
        Assert.Equal(Draw(1, 0), Draw(1, 0));
        Assert.NotEqual(Draw(1, 0), Draw(1, 1));
        Assert.NotEqual(Draw(1, 0), Draw(2, 0));

        static int[] Draw(int seed, int index)
        {
            var random = new SceneRandom(seed, index);
            return [.. Enumerable.Range(0, 8).Select(_ => random.Below(10))];
        }
    }

    [Fact]
    public void Numbers_below_an_end_are_spread_evenly()
    {
        var random = new SceneRandom(3, 4);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.Below(7)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400)); // four deviations
    }

    [Fact]
    public void Weights_decide_how_often_an_item_is_chosen_and_none_stands_for_never()
    {
        var random = new SceneRandom(5, 6);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 40_000; i++)
        {
            var item = random.Choose((1, "rare"), (0, "never"), (3, "often"));
            counts[item] = counts.GetValueOrDefault(item) + 1;
        }

        Assert.Equal(["often", "rare"], counts.Keys.Order());
        Assert.InRange(counts["rare"], 9_600, 10_400);
    }

    [Fact]
    public void Normal_numbers_have_mean_0_and_deviation_1()
    {
        var random = new SceneRandom(7, 8);
        double[] numbers = [.. Enumerable.Range(0, 40_000).Select(_ => random.Normal())];

        Assert.InRange(numbers.Average(), -0.02, 0.02);
        Assert.InRange(numbers.Select(number => number * number).Average(), 0.97, 1.03);
        Assert.InRange(numbers.Count(number => Math.Abs(number) < 1) / 40_000.0, 0.67, 0.70);
    }

    [Fact]
    public void A_shuffle_keeps_the_items_and_every_place_is_as_likely()
    {
        var random = new SceneRandom(9, 10);
        var firsts = new int[5];
        for (var i = 0; i < 10_000; i++)
        {
            var shuffled = random.Shuffle([0, 1, 2, 3, 4]);
            Assert.Equal([0, 1, 2, 3, 4], shuffled.Order());
            firsts[shuffled[0]]++;
        }

        Assert.All(firsts, count => Assert.InRange(count, 1_840, 2_160));
    }
}
