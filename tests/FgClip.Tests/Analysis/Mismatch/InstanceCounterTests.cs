using CsCheck;
using FgClip.Analysis.Mismatch.Evidence;

namespace FgClip.Tests.Analysis.Mismatch;

public class InstanceCounterTests
{
    [Fact]
    public void Sure_places_have_one_number() => Assert.Equal([0, 0, 1, 0], InstanceCounter.Numbers([1, 0, 1], 3));

    [Fact]
    public void Probabilities_are_those_of_all_combinations() => Gen.Double[0, 1].Array[0, 8].Sample(places =>
    {
        var numbers = InstanceCounter.Numbers(places, 10);

        var naive = new double[11];
        for (var chosen = 0; chosen < 1 << places.Length; chosen++)
        {
            var probability = 1.0;
            for (var place = 0; place < places.Length; place++) probability *= (chosen >> place & 1) == 1 ? places[place] : 1 - places[place];
            naive[int.PopCount(chosen)] += probability;
        }

        Assert.All(numbers.Zip(naive), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    });
}
