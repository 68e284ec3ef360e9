using CsCheck;
using FgClip.Analysis.Mismatch;
using FgClip.Imaging;
using FgClip.Rendering;
using SkiaSharp;

namespace FgClip.Tests.Rendering;

public class AnnotatedPictureTests
{
    private static readonly BoxPixels Here = new(40, 40, 160, 120);
    private static readonly BoxPixels There = new(200, 150, 280, 210);

    private static readonly MismatchReport Report = new(
        MismatchVerdict.Mismatch,
        0.02,
        [
            Claim("pizza", ClaimKind.Thing, ClaimVerdict.Supported, null, Here),
            Claim("red pizza", ClaimKind.Color, ClaimVerdict.Contradicted, "yellow pizza", Here),
            Claim("a dog", ClaimKind.Thing, ClaimVerdict.Unsure, null, There),
            Claim("white background", ClaimKind.Background, ClaimVerdict.Contradicted, "black background", null),
        ],
        null,
        false,
        0);

    [Fact]
    public void Claims_of_one_place_share_a_box_in_the_colour_of_the_worst()
    {
        var content = AnnotatedContent.Of("a red pizza", Report);

        Assert.Equal([new AnnotatedBox(Here, "1", ClaimVerdict.Contradicted), new AnnotatedBox(There, "2", ClaimVerdict.Unsure)], content.Boxes);
        Assert.Equal("mismatch · score 0.02", content.Verdict);
    }

    [Fact]
    public void The_list_has_every_claim_the_wrong_ones_first_with_what_is_right()
    {
        var claims = AnnotatedContent.Of("a red pizza", Report).Claims;

        Assert.Equal(
            [
                new AnnotatedClaim("red pizza → yellow pizza", ClaimVerdict.Contradicted, "1"),
                new AnnotatedClaim("white background → black background", ClaimVerdict.Contradicted, null),
                new AnnotatedClaim("a dog", ClaimVerdict.Unsure, "2"),
                new AnnotatedClaim("pizza", ClaimVerdict.Supported, "1"),
            ],
            claims);
    }

    [Fact]
    public void A_single_box_needs_no_number()
    {
        var content = AnnotatedContent.Of("a pizza", Report with { Claims = [.. Report.Claims.Take(2)] });

        Assert.Null(Assert.Single(content.Boxes).Tag);
        Assert.All(content.Claims, claim => Assert.Null(claim.Tag));
    }

    [Fact]
    public void Boxes_and_list_are_drawn_and_the_rest_of_the_picture_is_untouched()
    {
        var picture = Pixels.Plain(480, 320, 40, 90, 160);
        var content = AnnotatedContent.Of("a red pizza", Report);
        using var drawing = Decode(AnnotatedPicture.RenderPng(picture, content));
        using var bare = Decode(AnnotatedPicture.RenderPng(picture, content with { Boxes = [] }));
        var layout = AnnotatedPicture.Plan(picture, content, new OverlayOptions(), 1);
        var top = layout.Panel.Top;

        Assert.Equal(VerdictColors.Of(ClaimVerdict.Contradicted), drawing.GetPixel(42, top + 80)); // inside the left edge
        Assert.Equal(VerdictColors.Of(ClaimVerdict.Unsure), drawing.GetPixel(202, top + 180));
        Assert.Equal(bare.GetPixel(100, top + 80), drawing.GetPixel(100, top + 80));
        Assert.Equal(new SKColor(40, 90, 160), bare.GetPixel(42, top + 80));
        Assert.True(Pixels.CountOther(drawing, new SKRectI(0, layout.Panel.Bottom, 480, layout.Height), PanelColors.Strip) > 500);
        Assert.Equal(layout.Height, drawing.Height);
    }

    [Fact]
    public void Without_legend_there_is_no_list()
    {
        var picture = Pixels.Plain(480, 320, 40, 90, 160);
        var content = AnnotatedContent.Of("a red pizza", Report);

        using var drawing = Decode(AnnotatedPicture.RenderPng(picture, content, new OverlayOptions { ShowLegend = false }));

        Assert.Equal(AnnotatedPicture.Plan(picture, content, new OverlayOptions(), 1).Panel.Bottom, drawing.Height);
    }

    [Fact]
    public void Any_picture_and_any_number_of_claims_fit_the_limits()
    {
        var texts = new[] { "", "a red dog", new string('w', 300), string.Concat(Enumerable.Repeat("一只红色的狗，", 40)) };
        Gen.Select(Gen.Int[1, 3000], Gen.Int[1, 3000], Gen.Int[256, 2000], Gen.Int[0, 70], Gen.Int[0, 3], Gen.Double[0.001, 1])
            .Sample(
                (width, height, edge, count, text, shrink) =>
                {
                    var claims = Enumerable.Range(0, count).Select(i => new AnnotatedClaim(texts[(text + i) % 4], (ClaimVerdict)(i % 3), $"{i}"));
                    var content = new AnnotatedContent(texts[text], texts[3 - text], [], [.. claims]);
                    var options = new OverlayOptions { MaxLongEdge = edge };

                    var layout = AnnotatedPicture.Plan(new PixelBuffer(width, height, new byte[width * height * 4]), content, options, shrink);

                    Assert.InRange(layout.Width, Math.Min(480, edge), edge);
                    Assert.InRange(layout.Height, 1, edge);
                    Assert.True(layout.Panel.Contains(layout.Picture), $"{layout.Picture} in {layout.Panel}");
                },
                iter: 200);
    }

    [Fact]
    public void A_box_without_extent_is_refused_by_its_place()
    {
        var content = new AnnotatedContent("a", "b", [new AnnotatedBox(new BoxPixels(5, 5, 4, 9), null, ClaimVerdict.Unsure)], []);

        var error = Assert.Throws<FgClipException>(() => AnnotatedPicture.RenderPng(Pixels.Plain(9, 9, 0, 0, 0), content));

        Assert.Equal("boxes[0]: box has no extent; expected finite numbers with x1 ≤ x2 and y1 ≤ y2, got 5, 5, 4, 9.", error.Message);
    }

    private static CheckedClaim Claim(string text, ClaimKind kind, ClaimVerdict verdict, string? alternative, BoxPixels? box) =>
        new(text, 0, text.Length, kind, verdict, -0.1, "region", alternative, box);

    private static SKBitmap Decode(byte[] png) =>
        SKBitmap.Decode(png, SKBitmap.DecodeBounds(png).WithColorType(SKColorType.Rgba8888).WithAlphaType(SKAlphaType.Opaque));
}
