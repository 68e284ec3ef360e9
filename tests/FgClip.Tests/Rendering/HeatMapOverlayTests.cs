using FgClip.Analysis;
using FgClip.Imaging;
using FgClip.Rendering;
using SkiaSharp;

namespace FgClip.Tests.Rendering;

public class HeatMapOverlayTests
{
    private static readonly OverlayContent Content = new(Pixels.Ramp(4, 6), "a red dog") { Verdict = "present · score 0.93" };

    [Fact]
    public void The_legend_runs_from_one_end_of_viridis_to_the_other()
    {
        var picture = Pixels.Plain(600, 400, 90, 90, 90);
        var layout = OverlayLayout.Plan(picture, Content, new OverlayOptions(), 1);
        using var drawing = Render(picture, Content);

        var bar = Assert.IsType<ColorLegend>(layout.Legend).Bar(layout.Panel.Left, layout.Panel.Bottom);

        Assert.Equal(Color(0f), drawing.GetPixel(bar.Left, bar.MidY));
        Assert.Equal(Color(1f), drawing.GetPixel(bar.Right - 1, bar.MidY));
        Assert.Equal(PanelColors.Strip, drawing.GetPixel(bar.Left - 1, bar.MidY));
        Assert.True(bar.Width > 200);
    }

    [Fact]
    public void English_and_Chinese_captions_are_drawn_and_differ()
    {
        var picture = Pixels.Plain(600, 400, 90, 90, 90);
        using var english = Render(picture, Content);
        using var chinese = Render(picture, Content with { Label = "一只红色的狗" });
        using var none = Render(picture, Content with { Label = "", Verdict = null });
        var strip = new SKRectI(0, 0, 600, OverlayLayout.Plan(picture, Content, new OverlayOptions(), 1).Caption.Height);

        Assert.InRange(Pixels.CountOther(english, strip, PanelColors.Strip), 500, 10_000);
        Assert.InRange(Pixels.CountOther(chinese, strip, PanelColors.Strip), 500, 10_000);
        Assert.False(english.GetPixelSpan().SequenceEqual(chinese.GetPixelSpan()));
        Assert.Equal(english.Height - strip.Height, none.Height);
    }

    [Fact]
    public void Boxes_and_the_peak_are_drawn_where_they_belong()
    {
        var picture = Pixels.Plain(600, 400, 200, 60, 60);
        var marked = Content with { Boxes = [(new BoxPixels(100, 80, 300, 250), null)], Peak = (450, 300) };
        using var plain = Render(picture, Content);
        using var drawing = Render(picture, marked);
        using var hidden = Render(picture, marked with { Peak = null }, new OverlayOptions { ShowBoxes = false });
        var top = OverlayLayout.Plan(picture, marked, new OverlayOptions(), 1).Panel.Top;

        var changed = Changed(plain, drawing);

        Assert.Equal(SKColors.White, drawing.GetPixel(101 + 1, top + 160)); // left line, inside the box
        Assert.Equal(SKColors.White, drawing.GetPixel(200, top + 250 - 3)); // bottom line
        Assert.Equal(plain.GetPixel(200, top + 160), drawing.GetPixel(200, top + 160)); // the inside is untouched
        Assert.Equal(plain.GetPixel(450, top + 300), drawing.GetPixel(450, top + 300)); // and so is the peak's own pixel
        Assert.Equal(SKColors.White, drawing.GetPixel(450 + 8, top + 300)); // the cross's right arm
        Assert.Equal(new SKPointI(100, top + 80), changed.Location);
        Assert.True(plain.GetPixelSpan().SequenceEqual(hidden.GetPixelSpan()));
    }

    [Fact]
    public void A_tag_is_drawn_above_its_box()
    {
        var picture = Pixels.Plain(600, 400, 90, 90, 90);
        var boxed = Content with { Boxes = [(new BoxPixels(100, 80, 300, 250), null)] };
        using var without = Render(picture, boxed);
        using var tagged = Render(picture, boxed with { Boxes = [(new BoxPixels(100, 80, 300, 250), "1 · 0.93")] });
        var top = OverlayLayout.Plan(picture, boxed, new OverlayOptions(), 1).Panel.Top;

        var changed = Changed(without, tagged);

        Assert.Equal(100, changed.Left);
        Assert.InRange(changed.Right, 140, 220);
        Assert.InRange(changed.Bottom, top + 76, top + 80);
    }

    [Fact]
    public void Hot_places_are_yellow_and_cold_ones_keep_the_picture()
    {
        var picture = Pixels.Plain(600, 400, 200, 60, 60);
        var map = new HeatMap(new PatchGrid(2, 3), [0f, 0f, 0f, 0f, 0f, 1f]);
        using var drawing = Render(picture, new OverlayContent(map, "corner"));
        var top = OverlayLayout.Plan(picture, new OverlayContent(map, "corner"), new OverlayOptions(), 1).Panel.Top;

        var cold = drawing.GetPixel(100, top + 100);
        var hot = drawing.GetPixel(500, top + 300);

        Assert.True(cold.Red > cold.Green + 25 && cold.Red > cold.Blue, $"{cold}");
        Assert.True(hot.Red > 180 && hot.Green > 130 && hot.Blue < 80, $"{hot}");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 30)]
    [InlineData(700, 30)]
    [InlineData(30, 700)]
    [InlineData(3000, 1)]
    [InlineData(1, 3000)]
    [InlineData(2000, 1500)]
    public void Any_shape_becomes_a_readable_picture_within_the_limits(int width, int height)
    {
        var options = new OverlayOptions();
        var marked = Content with { Boxes = [(new BoxPixels(0, 0, width, height), "1 · 0.93")], Peak = (width, height) };

        var png = HeatMapOverlay.RenderPng(Pixels.Noise(width, height), marked, options);

        using var drawing = Decode(png);
        Assert.InRange(drawing.Width, 480, options.MaxLongEdge);
        Assert.InRange(drawing.Height, 100, options.MaxLongEdge);
        Assert.True(png.Length <= options.MaxBytes, $"{png.Length}");
    }

    [Fact]
    public void Incompressible_pictures_keep_to_the_smallest_limits()
    {
        var options = new OverlayOptions { MaxBytes = 50_000, MaxLongEdge = 256 };
        var wordy = new OverlayContent(Pixels.Ramp(4, 6), string.Concat(Enumerable.Repeat("一只红色的狗，", 40)))
        {
            Verdict = new string('W', 500),
            Boxes = [.. Enumerable.Range(0, 64).Select(i => (new BoxPixels(i * 10, i * 6, (i * 10) + 50, 440), (string?)$"{i}"))],
        };

        Assert.True(HeatMapOverlay.RenderPng(Pixels.Noise(700, 450), wordy, options).Length <= 50_000);
        Assert.True(HeatMapOverlay.RenderPng(Pixels.Noise(700, 450), wordy, options with { MaxLongEdge = 1568 }).Length <= 50_000);
    }

    [Fact]
    public void Equal_input_gives_equal_bytes_on_many_threads()
    {
        var picture = Pixels.Noise(300, 200);
        var labels = new[] { "a red dog", "一只红色的狗", "Žižek ά 🐕 مرحبا" };
        var alone = labels.Select(label => HeatMapOverlay.RenderPng(picture, Content with { Label = label })).ToArray();

        Parallel.For(0, 12, i =>
            Assert.Equal(alone[i % 3], HeatMapOverlay.RenderPng(picture, Content with { Label = labels[i % 3] })));
    }

    [Fact]
    public void Strange_characters_are_drawn_somehow()
    {
        string[] labels =
        [
            "\uD800\uDC00\uD800 \uDFFF", "\0\r\n\t\u2028", "\uFFFE\uFFFF\uE000",
            "🐕👩‍👩‍👧 مرحبا עברית ไทย 한국어 e\u0301\u0301\u0301",
        ];
        foreach (var label in labels)
        {
            var strange = Content with { Label = label, Verdict = label, Boxes = [(new BoxPixels(5, 5, 50, 50), label)] };
            using var drawing = Render(Pixels.Plain(100, 80, 1, 2, 3), strange);

            Assert.Equal(480, drawing.Width);
        }
    }

    [Fact]
    public void Wrong_options_and_coordinates_are_refused_by_name()
    {
        Refuses(Content, new OverlayOptions { MaxLongEdge = 255 }, "MaxLongEdge");
        Refuses(Content, new OverlayOptions { MaxLongEdge = 4097 }, "MaxLongEdge");
        Refuses(Content, new OverlayOptions { MaxBytes = 49_999 }, "MaxBytes");
        Refuses(Content, new OverlayOptions { Opacity = 1.01 }, "Opacity");
        Refuses(Content, new OverlayOptions { Opacity = double.NaN }, "Opacity");
        Refuses(Content with { Peak = (double.NaN, 0) }, null, "peak");
        Refuses(Content with { Boxes = [(new BoxPixels(0, 0, 1, 1), null), (new BoxPixels(5, 0, 1, 1), null)] }, null, "boxes[1]");
        Refuses(Content with { Boxes = [(new BoxPixels(0, 0, double.PositiveInfinity, 1), null)] }, null, "boxes[0]");
        Refuses(Content with { Boxes = [(new BoxPixels(0, double.NaN, 1, double.NaN), null)] }, null, "boxes[0]");
    }

    private static void Refuses(OverlayContent content, OverlayOptions? options, string name)
    {
        var error = Assert.Throws<FgClipException>(
            () => HeatMapOverlay.RenderPng(Pixels.Plain(2, 2, 0, 0, 0), content, options));
        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(FgClipErrorKind.Argument, error.Kind);
    }

    private static SKColor Color(float fraction)
    {
        var (r, g, b) = Viridis.At(fraction);
        return new SKColor(r, g, b);
    }

    private static SKRectI Changed(SKBitmap before, SKBitmap after)
    {
        var old = before.GetPixelSpan().ToArray();
        return Pixels.Bounds(after, (at, rgb) => !old.AsSpan(at, 3).SequenceEqual(rgb));
    }

    private static SKBitmap Render(PixelBuffer picture, OverlayContent content, OverlayOptions? options = null) =>
        Decode(HeatMapOverlay.RenderPng(picture, content, options));

    private static SKBitmap Decode(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        var info = SKBitmap.DecodeBounds(png).WithColorType(SKColorType.Rgba8888).WithAlphaType(SKAlphaType.Opaque);
        return SKBitmap.Decode(png, info);
    }
}
