using FgClip.Analysis;
using FgClip.Imaging;

namespace FgClip.Tests.Analysis;

public class HotAreaFinderTests
{
    [Fact]
    public void One_hot_block_gives_one_box_around_it()
    {
        var areas = Find(Map(10, 12, (row, column) => row is >= 2 and <= 4 && column is >= 6 and <= 8 ? 1 : 0));

        var area = Assert.Single(areas);
        Assert.Equal(1f, area.Peak);
        Assert.True(area.Box.IntersectionOverUnion(new BoxPixels(60, 20, 90, 50)) > 0.75);
    }

    [Fact]
    public void Two_blocks_give_two_boxes_the_hotter_first()
    {
        var areas = Find(Map(10, 12, (row, column) => (row, column) switch
        {
            (2 or 3, 1 or 2) => 0.9f,
            (6 or 7, 8 or 9) => 1f,
            _ => 0f,
        }));

        Assert.Equal(2, areas.Count);
        Assert.True(areas[0].Box.X1 > 60);
        Assert.True(areas[1].Box.X2 < 40);
    }

    [Fact]
    public void A_block_well_below_the_peak_is_no_place_of_the_phrase() =>
        Assert.Single(Find(Map(10, 12, (row, column) => (row, column) switch
        {
            (2 or 3, 1 or 2) => 0.6f,
            (6 or 7, 8 or 9) => 1f,
            _ => 0f,
        })));

    [Fact]
    public void Blocks_that_touch_at_a_corner_are_one_area() =>
        Assert.Single(Find(Map(10, 12, (row, column) => (row, column) is (2, 2) or (3, 3) ? 1 : 0)));

    [Fact]
    public void A_flat_map_points_nowhere() => Assert.Empty(Find(Map(3, 4, (_, _) => 0.25f)));

    [Fact]
    public void Boxes_stay_inside_the_picture()
    {
        var area = Assert.Single(Find(Map(10, 12, (row, column) => row == 0 && column == 0 ? 1 : 0)));

        Assert.True(area.Box is { X1: 0, Y1: 0, X2: <= 120, Y2: <= 100 });
    }

    [Fact]
    public void A_single_patch_is_the_whole_picture_or_nothing() => Assert.Empty(Find(Map(1, 1, (_, _) => 1)));

    // One patch is 10 by 10 pixels.
    private static IReadOnlyList<HotArea> Find(HeatMap map) => HotAreaFinder.Find(map, map.Grid.Columns * 10, map.Grid.Rows * 10);

    private static HeatMap Map(int rows, int columns, Func<int, int, float> value) => new(
        new PatchGrid(rows, columns),
        [.. Enumerable.Range(0, rows * columns).Select(cell => value(cell / columns, cell % columns))]);
}
