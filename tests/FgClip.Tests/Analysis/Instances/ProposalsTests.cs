using FgClip.Analysis.Instances;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Tests.Analysis.Instances;

public class ProposalsTests
{
    // Three phrases along the axes, and patches of a picture that point along a fourth where nothing is.
    private static readonly EncodedText[] Phrases = [Text(0), Text(1), Text(2)];

    [Fact]
    public void Everything_that_stands_out_is_proposed_whichever_phrase_it_fits()
    {
        var dense = Picture((row, column) => (row, column) switch
        {
            ( >= 1 and <= 3, >= 1 and <= 3) => 0,
            ( >= 6 and <= 8, >= 7 and <= 10) => 1,
            _ => 3,
        });

        var boxes = Proposals.Of(new ThingMaps(dense, Phrases), dense.PictureWidth, dense.PictureHeight);

        Assert.Contains(boxes, box => box.IntersectionOverUnion(new BoxPixels(10, 10, 40, 40)) > 0.7);
        Assert.Contains(boxes, box => box.IntersectionOverUnion(new BoxPixels(70, 60, 110, 90)) > 0.7);
        Assert.Equal(boxes.Count, boxes.Distinct().Count());
        Assert.All(boxes, box => Assert.True(box is { X1: >= 0, Y1: >= 0, X2: <= 120, Y2: <= 100, Width: > 0, Height: > 0 }));
    }

    [Fact]
    public void Things_that_touch_are_told_apart_by_their_own_maps()
    {
        var dense = Picture((row, column) => row is >= 3 and <= 6 ? column is >= 2 and <= 5 ? 0 : column is >= 6 and <= 9 ? 2 : 3 : 3);

        var boxes = Proposals.Of(new ThingMaps(dense, Phrases), dense.PictureWidth, dense.PictureHeight);

        Assert.Contains(boxes, box => box.IntersectionOverUnion(new BoxPixels(20, 30, 60, 70)) > 0.7);
        Assert.Contains(boxes, box => box.IntersectionOverUnion(new BoxPixels(60, 30, 100, 70)) > 0.7);
    }

    [Fact]
    public void A_picture_of_nothing_has_none()
    {
        var dense = Picture((_, _) => 3);

        Assert.Empty(Proposals.Of(new ThingMaps(dense, Phrases), dense.PictureWidth, dense.PictureHeight));
    }

    [Fact]
    public void Maps_are_those_of_each_phrase_smoothed_once()
    {
        var dense = Picture((row, column) => (row + column) % 4);

        var maps = new ThingMaps(dense, Phrases);

        for (var phrase = 0; phrase < Phrases.Length; phrase++)
        {
            var expected = PhraseMaps.Of(dense, Phrases[phrase]).Once;
            Assert.All(Enumerable.Range(0, dense.Grid.Count), cell => Assert.Equal(expected.Values[cell], maps[phrase].Values[cell], 1e-5f));
        }
    }

    private static DenseFeatures Picture(Func<int, int, int> axis)
    {
        var values = new float[10 * 12 * 4];
        for (var cell = 0; cell < 120; cell++) values[(cell * 4) + axis(cell / 12, cell % 12)] = 2;
        return new DenseFeatures(values, new PatchGrid(10, 12), 120, 100);
    }

    private static EncodedText Text(int axis)
    {
        var feature = new float[4];
        feature[axis] = 3;
        return new EncodedText(TextKind.Box, [], 1, false, feature);
    }
}
