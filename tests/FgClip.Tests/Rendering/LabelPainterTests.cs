using FgClip.Rendering;
using SkiaSharp;

namespace FgClip.Tests.Rendering;

public class LabelPainterTests
{
    [Fact]
    public void Chinese_characters_are_one_em_wide() =>
        Assert.Equal(20 * 6, new LabelPainter(20).Measure("一只红色的狗"), 0.01);

    [Fact]
    public void A_pair_of_surrogates_advances_once()
    {
        var advances = new LabelPainter(20).Advances("🐕a");

        Assert.Equal(3, advances.Length);
        Assert.True(advances[0] > 0);
        Assert.Equal(0, advances[1]);
        Assert.True(advances[2] > 0);
    }

    [Theory]
    [InlineData("a red dog")]
    [InlineData("一只红色的狗")]
    [InlineData("Žižek ά красный → “狗”")]
    public void Ink_stays_within_the_line_and_the_measured_width(string text)
    {
        var painter = new LabelPainter(18);
        using var bitmap = new SKBitmap(new SKImageInfo(500, 80, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Black);

        painter.Draw(canvas, text, 20, 20, SKColors.White);

        var ink = Pixels.Bounds(bitmap, (_, rgb) => rgb.ContainsAnyExcept((byte)0));
        Assert.InRange(ink.Left, 18, 26);
        Assert.InRange(ink.Right, 20, 20 + (int)painter.Measure(text) + 3);
        Assert.InRange(ink.Top, 20, 34);
        Assert.InRange(ink.Bottom, 34, 20 + painter.LineHeight);
    }

    [Fact]
    public void Different_characters_look_different()
    {
        // A font that failed to load would draw the same box for all of them.
        var drawn = "狗猫红色agЖΩ→。".EnumerateRunes().Select(rune => Draw(rune.ToString())).ToList();

        Assert.Equal(drawn.Count, drawn.Distinct(StringComparer.Ordinal).Count());
    }

    private static string Draw(string text)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(40, 40, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Black);
        new LabelPainter(20).Draw(canvas, text, 5, 5, SKColors.White);
        return Convert.ToHexString(bitmap.GetPixelSpan());
    }
}
