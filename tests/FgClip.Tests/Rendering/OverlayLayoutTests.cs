using CsCheck;
using FgClip.Imaging;
using FgClip.Rendering;

namespace FgClip.Tests.Rendering;

public class OverlayLayoutTests
{
    [Fact]
    public void Any_picture_fits_the_long_edge_and_keeps_its_shape()
    {
        string[] texts = ["", "a red dog", new string('w', 300), string.Concat(Enumerable.Repeat("一只红色的狗，", 40))];
        var text = Gen.OneOf(Array.ConvertAll(texts, Gen.Const));
        Gen.Select(Gen.Int[1, 2500], Gen.Int[1, 2500], Gen.Int[256, 2000], text, text, Gen.Double[0.001, 1], Gen.Bool)
            .Sample(
                (width, height, edge, label, verdict, shrink, legend) =>
                {
                    var options = new OverlayOptions { MaxLongEdge = edge, ShowLegend = legend };
                    var content = new OverlayContent(Pixels.Ramp(2, 2), label) { Verdict = verdict };

                    var layout = OverlayLayout.Plan(Blank(width, height), content, options, shrink);

                    Assert.InRange(layout.Width, Math.Min(480, edge), edge);
                    Assert.InRange(layout.Height, 1, edge);
                    Assert.True(layout.Panel.Contains(layout.Picture), $"{layout.Picture} in {layout.Panel}");
                    Assert.Equal(layout.Caption.Height, layout.Panel.Top);
                    Assert.Equal(layout.Height, layout.Panel.Bottom + (layout.Legend?.Height ?? 0));

                    // The same scale in both directions, up to the rounding of either side.
                    var (across, down) = ((double)layout.Picture.Width / width, (double)layout.Picture.Height / height);
                    Assert.True(Math.Abs(across - down) <= Math.Max(1.0 / width, 1.0 / height), $"{across} {down}");
                },
                iter: 300);
    }

    [Theory]
    [InlineData(640, 480, 640, 480)] // as it is
    [InlineData(40, 30, 480, 360)] // enlarged to be readable
    [InlineData(700, 30, 1568, 67)] // thin: enlarged as far as the long edge allows
    [InlineData(3136, 1000, 1568, 500)] // reduced
    [InlineData(1, 1, 480, 480)]
    public void Pictures_get_a_readable_size(int width, int height, int expectedWidth, int expectedHeight)
    {
        var content = new OverlayContent(Pixels.Ramp(2, 2), "a red dog") { Verdict = "present" };

        var layout = OverlayLayout.Plan(Blank(width, height), content, new OverlayOptions(), 1);

        Assert.Equal((expectedWidth, expectedHeight), (layout.Picture.Width, layout.Picture.Height));
        Assert.True(layout.TextSize >= 16);
    }

    [Fact]
    public void Coordinates_of_the_picture_map_onto_its_place_in_the_drawing()
    {
        var layout = OverlayLayout.Plan(
            Blank(100, 1000), new OverlayContent(Pixels.Ramp(2, 2), "a tower"), new OverlayOptions { MaxLongEdge = 600 }, 1);

        var whole = layout.Map(new BoxPixels(-5, -5, 200, 2000));

        Assert.Equal(layout.Picture, SkiaSharp.SKRectI.Round(whole!.Value));
        Assert.Null(layout.Map(new BoxPixels(100, 0, 120, 50)));
        Assert.Null(layout.Map(new BoxPixels(10, 10, 10, 50)));
        Assert.Equal(layout.Picture.MidX, layout.Map(50, 500).X, 0.5);
        Assert.Equal(layout.Picture.Bottom, layout.Map(50, 5000).Y, 0.5);
    }

    // The layout reads the sides alone.
    private static PixelBuffer Blank(int width, int height) => new(width, height, new byte[width * height * 4]);
}
