using FgClip.Analysis;
using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Evidence;
using FgClip.Analysis.Mismatch.Lexicon;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Tests.Encoding;

namespace FgClip.Tests.Analysis.Mismatch.Evidence;

/// <summary>On the sample picture: a green snake, pink scissors and a red bicycle on an orange background.</summary>
public class InventoryTests(ScenesFixture scenes)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_things_of_a_picture_are_found_without_a_caption(bool chinese)
    {
        var language = chinese ? CaptionLanguage.Chinese : CaptionLanguage.English;

        var items = (await Inventories().OfAsync((await EncodeAsync(scenes.Picture)).Dense, language, Cancellation))!;

        Assert.Equal(["bicycle", "scissors", "snake"], items.Where(item => item.Probability > 0.5).Select(item => item.Thing.English).Order());
        Assert.Equal(items.OrderByDescending(item => item.Probability), items);
        Assert.DoesNotContain(items, item => items.Any(other => other != item && Inventory.AreOne(item.Box, other.Box)));
    }

    [Fact]
    public async Task A_picture_is_looked_through_once_a_language()
    {
        var (inventories, image) = (Inventories(), await EncodeAsync(scenes.Picture));

        var first = await inventories.OfAsync(image.Dense, CaptionLanguage.English, Cancellation);

        Assert.Same(first, await inventories.OfAsync(image.Dense, CaptionLanguage.English, Cancellation));
        Assert.NotSame(first, await inventories.OfAsync(image.Dense, CaptionLanguage.Chinese, Cancellation));
    }

    [Fact]
    public async Task Without_a_fit_or_with_a_checkpoint_of_the_whole_world_there_is_none()
    {
        var (texts, fit, image) = (new TextFeatures(scenes.Encoder), AnalysisCalibration.Of(scenes.Encoder.Checkpoint).Inventory, await EncodeAsync(scenes.Picture));

        Assert.Null(await new Inventories(texts, null, scenesOnly: true).OfAsync(image.Dense, CaptionLanguage.English, Cancellation));
        Assert.Null(await new Inventories(texts, fit, scenesOnly: false).OfAsync(image.Dense, CaptionLanguage.English, Cancellation));
    }

    [Theory]
    [InlineData("a dog and a red bicycle", "a red bicycle")]
    [InlineData("a green hammer", "a green snake")]
    [InlineData("a pink dog and a green snake", "a pink scissors and a green snake")]
    [InlineData("a pink snake and a green scissors", "a green snake and a pink scissors")]
    [InlineData("一只粉色的狗和一条绿色的蛇", "粉色的剪刀")]
    public async Task What_is_wrong_becomes_what_is_really_there_and_not_named_otherwise(string caption, string part)
    {
        var report = await new MismatchDetector(scenes.Encoder).CheckAsync(await EncodeAsync(scenes.Picture), caption, Cancellation);

        Assert.Equal(MismatchVerdict.Mismatch, report.Verdict);
        Assert.Contains(part, report.CorrectedCaption, StringComparison.Ordinal);
        Assert.DoesNotContain("bicycle and a red bicycle", report.CorrectedCaption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_thing_is_one_among_look_alikes_only_if_the_caption_says_more()
    {
        // Two bananas on a plain background.
        var image = await EncodeAsync(PictureReader.Read(TestData.Path("scenes", "val", "images", "0001.jpg")));
        var detector = new MismatchDetector(scenes.Encoder);

        var bare = await detector.CheckAsync(image, "a banana", Cancellation);
        var more = await detector.CheckAsync(image, "there is a large banana", Cancellation);
        var two = await detector.CheckAsync(image, "two bananas", Cancellation);

        Assert.Equal((MismatchVerdict.Mismatch, "two bananas"), (bare.Verdict, bare.CorrectedCaption));
        Assert.True(bare.Claims is [{ Kind: ClaimKind.Thing, Verdict: ClaimVerdict.Supported }, { Kind: ClaimKind.Count, Verdict: ClaimVerdict.Contradicted, Alternative: "two bananas" }]
            || bare.Claims is [{ Kind: ClaimKind.Count }, { Kind: ClaimKind.Thing }]);
        Assert.InRange(bare.Score, 0.5, 0.8);
        Assert.NotEqual(MismatchVerdict.Mismatch, more.Verdict);
        Assert.DoesNotContain(more.Claims, claim => claim.Kind == ClaimKind.Count);
        Assert.Equal(MismatchVerdict.Match, two.Verdict);
    }

    [Theory]
    [InlineData(0, 0, 10, 10, 5, 5, 15, 15, false)]
    [InlineData(0, 0, 10, 10, 2, 2, 12, 12, true)]
    [InlineData(0, 0, 100, 100, 40, 40, 50, 50, true)]
    [InlineData(0, 0, 10, 10, 10, 0, 20, 10, false)]
    public void Boxes_that_share_much_of_either_are_of_one_thing(double a, double b, double c, double d, double e, double f, double g, double h, bool one) =>
        Assert.Equal(one, Inventory.AreOne(new BoxPixels(a, b, c, d), new BoxPixels(e, f, g, h)));

    private async Task<EncodedImage> EncodeAsync(Picture picture) =>
        await scenes.Encoder.EncodeImageAsync(picture, new ImageEncodingOptions { Parts = ImageParts.All }, Cancellation);

    private Inventories Inventories() =>
        new(new TextFeatures(scenes.Encoder), AnalysisCalibration.Of(scenes.Encoder.Checkpoint).Inventory, scenesOnly: true);
}
