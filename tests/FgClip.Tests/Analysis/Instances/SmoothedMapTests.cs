using FgClip.Analysis.Instances;
using FgClip.Imaging;

namespace FgClip.Tests.Analysis.Instances;

public class SmoothedMapTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(4, 3)]
    public void A_flat_map_stays_flat(int rows, int columns) =>
        Assert.All(SmoothedMap.Smooth(Enumerable.Repeat(0.3f, rows * columns).ToArray(), new PatchGrid(rows, columns)), value => Assert.Equal(0.3f, value, 1e-6f));

    [Fact]
    public void A_patch_gives_its_neighbours_a_share() =>
        Assert.Equal([1 / 3f, 0.5f, 1 / 3f], SmoothedMap.Smooth([0, 1, 0], new PatchGrid(1, 3)), (left, right) => Math.Abs(left - right) < 1e-6f);
}
