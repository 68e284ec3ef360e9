using FgClip.Rendering;
using SkiaSharp;

namespace FgClip.Tests.Rendering;

public class MarkPainterTests
{
    private static readonly SKRectI Panel = new(0, 40, 480, 400);

    [Fact]
    public void Tags_stay_in_the_panel_and_off_each_other()
    {
        using var bitmap = new SKBitmap(480, 440);
        using var canvas = new SKCanvas(bitmap);
        var marks = new MarkPainter(canvas, Panel, 16);
        var random = new Random(3);
        var placed = new List<SKRect>();
        for (var i = 0; i < 100; i++)
        {
            var box = SKRect.Create(random.Next(0, 470), random.Next(40, 390), random.Next(1, 200), random.Next(1, 200));
            if (marks.DrawTag(box, $"{i} · 0.{i:00}", SKColors.White) is not { } tag) continue;
            Assert.True(tag.Left >= 0 && tag.Top >= 40 && tag.Right <= 480 && tag.Bottom <= 400, $"{tag}");
            Assert.All(placed, other => Assert.False(other.IntersectsWith(tag)));
            placed.Add(tag);
        }

        Assert.InRange(placed.Count, 20, 100);
    }

    [Fact]
    public void A_lone_tag_lies_above_its_box_or_inside_where_there_is_no_room()
    {
        using var bitmap = new SKBitmap(480, 440);
        using var canvas = new SKCanvas(bitmap);

        var above = new MarkPainter(canvas, Panel, 16).DrawTag(new SKRect(100, 200, 200, 300), "1", SKColors.White);
        var inside = new MarkPainter(canvas, Panel, 16).DrawTag(new SKRect(0, 40, 480, 400), "1", SKColors.White);

        Assert.Equal(200, above!.Value.Bottom);
        Assert.Equal(100, above.Value.Left);
        Assert.True(inside!.Value.Top > 40);
    }

    [Fact]
    public void A_broken_box_has_gaps_and_an_unbroken_one_none()
    {
        using var bitmap = new SKBitmap(480, 440);
        using var canvas = new SKCanvas(bitmap);
        var marks = new MarkPainter(canvas, Panel, 16);
        marks.DrawBox(new SKRect(20, 60, 220, 160), SKColors.White);
        marks.DrawBox(new SKRect(20, 260, 220, 360), SKColors.White, broken: true);

        Assert.Equal(160, Enumerable.Range(40, 160).Count(x => bitmap.GetPixel(x, 62) == SKColors.White));
        Assert.InRange(Enumerable.Range(40, 160).Count(x => bitmap.GetPixel(x, 262) == SKColors.White), 50, 110);
    }

    [Fact]
    public void A_long_tag_is_shortened_and_an_empty_one_left_out()
    {
        using var bitmap = new SKBitmap(480, 440);
        using var canvas = new SKCanvas(bitmap);
        var marks = new MarkPainter(canvas, Panel, 16);

        Assert.True(marks.DrawTag(new SKRect(5, 100, 20, 120), new string('m', 500), SKColors.White)!.Value.Width <= 480 * 0.6f);
        Assert.Null(marks.DrawTag(new SKRect(5, 300, 20, 320), " \n", SKColors.White));
    }
}
