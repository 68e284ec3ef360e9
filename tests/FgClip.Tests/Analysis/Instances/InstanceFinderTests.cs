using FgClip.Analysis;
using FgClip.Analysis.Instances;
using FgClip.Imaging;

namespace FgClip.Tests.Analysis.Instances;

public class InstanceFinderTests
{
    [Fact]
    public void One_hot_block_gives_one_place_around_it()
    {
        var place = Assert.Single(Find(Map(10, 12, (row, column) => row is >= 2 and <= 4 && column is >= 6 and <= 8 ? 1 : 0)));

        Assert.Equal(1f, place.Level);
        Assert.Equal(1f, place.Peak, 1e-6f);
        Assert.True(place.Box.IntersectionOverUnion(new BoxPixels(60, 20, 90, 50)) > 0.75);
    }

    [Fact]
    public void A_faint_block_keeps_its_size_beside_a_bright_one()
    {
        var places = Find(Map(10, 12, (row, column) => (row, column) switch
        {
            (1 or 2 or 3, 1 or 2 or 3) => 0.5f,
            (6 or 7, 8 or 9) => 1f,
            _ => 0f,
        }));

        Assert.Equal(2, places.Count);
        Assert.Equal(0.5f, places[1].Level, 1e-6f);
        Assert.True(places[1].Box.IntersectionOverUnion(new BoxPixels(10, 10, 40, 40)) > 0.75);
    }

    [Fact]
    public void Two_peaks_with_a_dip_between_them_are_two_places_that_do_not_overlap()
    {
        var places = Find(Map(5, 11, (row, column) => row == 2 ? 1 - Math.Abs(Math.Abs(column - 5) - 3) * 0.25f : 0));

        Assert.Equal(2, places.Count);
        Assert.Equal(0, places[0].Box.IntersectionOverUnion(places[1].Box));
        Assert.Equal(0.75f, places[1].Prominence, 0.06f);
    }

    [Fact]
    public void Bumps_within_a_thing_are_no_places_of_their_own() =>
        Assert.Single(Find(Map(5, 11, (row, column) => row == 2 && column is > 0 and < 10 ? 0.97f + 0.03f * (column % 2) : 0)));

    [Fact]
    public void A_flat_map_points_nowhere() => Assert.Empty(Find(Map(3, 4, (_, _) => 0.25f)));

    [Fact]
    public void Boxes_stay_inside_the_picture()
    {
        var place = Assert.Single(Find(Map(10, 12, (row, column) => row == 0 && column == 0 ? 1 : 0)));

        Assert.True(place.Box is { X1: 0, Y1: 0, X2: <= 120, Y2: <= 100 });
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(40, 40)]
    [InlineData(70, 70)]
    public void Large_grids_are_refined_less_and_find_the_same(int rows, int columns)
    {
        var place = Assert.Single(Find(Map(rows, columns, (row, column) => row == 1 && column == 2 ? 1 : 0)));

        Assert.Equal((25, 15), ((place.Box.X1 + place.Box.X2) / 2, (place.Box.Y1 + place.Box.Y2) / 2));
    }

    [Fact]
    public void A_thing_alone_in_its_area_has_all_of_it_and_two_that_share_one_do_not()
    {
        var map = Map(5, 11, (row, column) => row == 2 ? 1 - Math.Abs(Math.Abs(column - 5) - 3) * 0.15f : 0);
        var places = Find(map);

        var alone = InstanceExtents.Of(map, places, index => index == 0, 110, 50);
        var shared = InstanceExtents.Of(map, places, _ => true, 110, 50);

        Assert.Equal(2, places.Count);
        Assert.True(alone[0].Width > 90);
        Assert.Equal(places.Select(place => place.Box), shared);
    }

    // One patch is 10 by 10 pixels.
    private static IReadOnlyList<FoundInstance> Find(HeatMap map) => InstanceFinder.Find(map, map.Grid.Columns * 10, map.Grid.Rows * 10);

    private static HeatMap Map(int rows, int columns, Func<int, int, float> value) => new(
        new PatchGrid(rows, columns),
        [.. Enumerable.Range(0, rows * columns).Select(cell => value(cell / columns, cell % columns))]);
}
