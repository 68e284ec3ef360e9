using FgClip.Analysis;
using FgClip.Analysis.Instances;
using FgClip.Imaging;

namespace FgClip.Tests.Analysis.Instances;

public class GivenInstancesTests
{
    // A hot patch at row 1, column 2 of four by four patches of ten pixels.
    private static readonly HeatMap Hot = Map((row, column) => (row, column) == (1, 2) ? 1 : 0);

    [Fact]
    public void A_box_has_the_highest_level_within_it_and_stays_as_it_is()
    {
        BoxPixels[] boxes = [new(0, 30, 10, 40), new(15, 5, 35, 25)];

        var places = GivenInstances.Of(Hot, boxes, 40, 40);

        Assert.Equal(boxes, places.Select(place => place.Box));
        Assert.Equal((0f, 0f), (places[0].Level, places[0].Peak));
        Assert.Equal((1f, 1f, 1f), (places[1].Level, places[1].Prominence, places[1].Peak));
    }

    [Fact]
    public void A_box_smaller_than_a_cell_has_the_level_of_the_cell_that_it_lies_in() =>
        Assert.Equal(1f, Assert.Single(GivenInstances.Of(Hot, [new(25, 15, 25.1, 15.1)], 40, 40)).Level);

    [Fact]
    public void On_a_flat_map_every_box_is_at_level_zero()
    {
        var place = Assert.Single(GivenInstances.Of(Map((_, _) => 0.25f), [new(0, 0, 10, 10)], 40, 40));

        Assert.Equal((0f, 0.25f), (place.Level, place.Peak));
    }

    private static HeatMap Map(Func<int, int, float> value) =>
        new(new PatchGrid(4, 4), [.. Enumerable.Range(0, 16).Select(cell => value(cell / 4, cell % 4))]);
}
