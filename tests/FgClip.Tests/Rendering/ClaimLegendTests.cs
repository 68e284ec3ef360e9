using FgClip.Analysis.Mismatch;
using FgClip.Rendering;
using SkiaSharp;

namespace FgClip.Tests.Rendering;

public class ClaimLegendTests
{
    private static readonly AnnotatedClaim Right = new("a yellow pizza", ClaimVerdict.Supported, "1");
    private static readonly AnnotatedClaim Wrong = new("雨伞在熊猫的左边 → 雨伞在熊猫的右边", ClaimVerdict.Contradicted, null);

    [Fact]
    public void Claims_share_a_line_while_they_fit()
    {
        var one = new ClaimLegend([Right], 600, 16, 300);
        var two = new ClaimLegend([Right, Right], 600, 16, 300);
        var many = new ClaimLegend([.. Enumerable.Repeat(Right, 6)], 600, 16, 300);

        Assert.Equal(one.Height, two.Height);
        Assert.InRange(many.Height, one.Height + 10, one.Height * 3);
        Assert.Equal(6, many.Shown);
    }

    [Fact]
    public void None_take_no_room() => Assert.Equal(0, new ClaimLegend([], 600, 16, 300).Height);

    [Theory]
    [InlineData(256, 60)]
    [InlineData(480, 120)]
    [InlineData(1568, 392)]
    public void What_does_not_fit_is_counted(int width, int maxHeight)
    {
        var claims = Enumerable.Range(0, 200).Select(index => index % 2 == 0 ? Right with { Tag = $"{index}" } : Wrong).ToArray();

        var legend = new ClaimLegend(claims, width, 16, maxHeight);

        Assert.InRange(legend.Height, 1, maxHeight);
        Assert.InRange(legend.Shown, 1, claims.Length - 1);
    }

    [Fact]
    public void A_claim_wider_than_the_strip_is_cut_and_stays_inside()
    {
        var legend = new ClaimLegend([Right with { Text = new string('m', 500) }], 300, 16, 200);
        using var drawing = Drawn(legend, 340);

        Assert.Equal(1, legend.Shown);
        Assert.Equal(0, Pixels.CountOther(drawing, new SKRectI(300, 0, 340, legend.Height), PanelColors.Strip));
    }

    [Theory]
    [InlineData(ClaimVerdict.Supported)]
    [InlineData(ClaimVerdict.Contradicted)]
    [InlineData(ClaimVerdict.Unsure)]
    public void Each_verdict_has_a_sign_of_its_own_on_its_colour(ClaimVerdict verdict)
    {
        using var drawing = Drawn(new ClaimLegend([Right with { Verdict = verdict }], 300, 30, 200), 300);
        var signs = Enum.GetValues<ClaimVerdict>().ToDictionary(value => value, value => CountDark(value));

        Assert.Equal(3, signs.Values.Distinct().Count());
        Assert.True(signs[verdict] > 20);
        var grounds = Pixels.Bounds(drawing, (_, rgb) => new SKColor(rgb[0], rgb[1], rgb[2]) == VerdictColors.Of(verdict));
        Assert.InRange(grounds.Width, 15, 60);
    }

    private static int CountDark(ClaimVerdict verdict)
    {
        using var bitmap = new SKBitmap(40, 40);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        VerdictSign.Draw(canvas, new SKRect(0, 0, 40, 40), verdict);
        return Enumerable.Range(0, 1600).Count(i => bitmap.GetPixel(i % 40, i / 40) == PanelColors.Mat);
    }

    private static SKBitmap Drawn(ClaimLegend legend, int width)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, Math.Max(1, legend.Height), SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(PanelColors.Strip);
        legend.Draw(canvas, 0, 0);
        return bitmap;
    }
}
