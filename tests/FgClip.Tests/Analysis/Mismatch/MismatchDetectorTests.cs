using FgClip.Analysis.Mismatch;
using FgClip.Encoding;
using FgClip.Tests.Encoding;

namespace FgClip.Tests.Analysis.Mismatch;

/// <summary>On the sample picture: a green snake, pink scissors and a red bicycle on an orange background.</summary>
public class MismatchDetectorTests(ScenesFixture scenes)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a green snake on an orange background")]
    [InlineData("pink scissors and a red bicycle")]
    [InlineData("橙色背景上的一条绿色的蛇")]
    public async Task A_right_caption_is_no_mismatch(string caption)
    {
        var report = await CheckAsync(caption);

        Assert.NotEqual(MismatchVerdict.Mismatch, report.Verdict);
        Assert.Null(report.CorrectedCaption);
    }

    [Theory]
    [InlineData("a blue snake on an orange background", "a green snake on an orange background")]
    [InlineData("a green snake on a blue background", "a green snake on an orange background")]
    [InlineData("a red snake and a green bicycle", "a green snake and a red bicycle")]
    [InlineData("蓝色背景上的一条绿色的蛇", "橙色背景上的一条绿色的蛇")]
    public async Task A_wrong_caption_is_put_right(string caption, string corrected)
    {
        var report = await CheckAsync(caption);

        Assert.Equal(MismatchVerdict.Mismatch, report.Verdict);
        Assert.Equal(corrected, report.CorrectedCaption);
        Assert.InRange(report.Score, 0, 0.5);
    }

    [Fact]
    public async Task A_long_caption_costs_a_bounded_number_of_texts()
    {
        var report = await CheckAsync(
            "the image has an orange background. there are three objects: a green snake on the left, a pink scissors at the top, a red bicycle on the right.");

        Assert.InRange(report.TextsEncoded, 0, 250);
        Assert.Contains(report.Claims, claim => claim is { Kind: ClaimKind.Background, Verdict: ClaimVerdict.Supported });
    }

    [Fact]
    public async Task How_many_there_are_of_what_is_not_there_is_unsure()
    {
        var report = await CheckAsync("two phones");

        Assert.Equal(ClaimVerdict.Contradicted, report.Claims.Single(claim => claim.Kind == ClaimKind.Thing).Verdict);
        Assert.Equal(ClaimVerdict.Unsure, report.Claims.Single(claim => claim.Kind == ClaimKind.Count).Verdict);
    }

    [Fact]
    public async Task What_is_not_understood_is_unsure_and_never_dropped()
    {
        var report = await CheckAsync("a green snake, not a cat");

        Assert.Contains(report.Claims, claim => claim is { Kind: ClaimKind.Other, Verdict: ClaimVerdict.Unsure, Margin: null });
    }

    [Fact]
    public async Task Claims_of_the_caller_are_judged_by_their_alternatives()
    {
        var report = await new MismatchDetector(scenes.Encoder).CheckAsync(
            await EncodeAsync(),
            [
                new ClaimRequest("a blue snake", ClaimKind.Color, ["a green snake", "a red snake"]),
                new ClaimRequest("a snake on an orange background", null, ["a snake on a blue background"]),
                new ClaimRequest("a purple bicycle"),
            ],
            Cancellation);

        Assert.Equal(
            [(ClaimVerdict.Contradicted, "a green snake"), (ClaimVerdict.Supported, null), (ClaimVerdict.Contradicted, "a red bicycle")],
            report.Claims.Select(claim => (claim.Verdict, claim.Alternative)));
    }

    [Fact]
    public async Task Captions_together_get_the_answers_of_each_alone_and_share_their_texts()
    {
        string[] captions = ["a blue snake on an orange background", "一辆红色的自行车在一条绿色的蛇的右边", "a man is running", "a green snake on an orange background"];
        var image = await EncodeAsync();

        var together = await new MismatchDetector(scenes.Encoder).CheckAllAsync(image, captions, Cancellation);

        var alone = new List<MismatchReport>();
        foreach (var caption in captions) alone.Add(await new MismatchDetector(scenes.Encoder).CheckAsync(image, caption, Cancellation));
        Assert.Equal(captions, together.Select(one => one.Caption));
        Assert.Equal(alone.Select(Say), together.Select(one => Say(one.Report!)));
        Assert.InRange(together[0].Report!.TextsEncoded, 1, alone.Sum(report => report.TextsEncoded) - 1);

        static string Say(MismatchReport report) =>
            $"{report.Verdict} {report.Score:F4} {report.CorrectedCaption} {string.Join("; ", report.Claims.Select(claim => $"{claim.Text} {claim.Verdict} {claim.Margin:F4} {claim.Alternative}"))}";
    }

    [Fact]
    public async Task A_caption_among_others_that_cannot_be_checked_has_its_own_error()
    {
        var results = await new MismatchDetector(scenes.Encoder).CheckAllAsync(
            await EncodeAsync(), [" ", "a green snake", string.Concat(Enumerable.Repeat("a red dog and ", 50))], Cancellation);

        Assert.Contains("captions[0] is empty", results[0].Error!.Message, StringComparison.Ordinal);
        Assert.NotNull(results[1].Report);
        Assert.Contains("claims", results[2].Error!.Message, StringComparison.Ordinal);
        Assert.Null(results[2].Report);
    }

    [Fact]
    public async Task Too_many_captions_or_claims_of_all_are_refused()
    {
        var (detector, image) = (new MismatchDetector(scenes.Encoder), await EncodeAsync());
        string[][] lists = [[], [.. Enumerable.Repeat("a dog", 257)], [.. Enumerable.Repeat("a red dog, a blue cat and a green snake", 256)]];

        foreach (var captions in lists)
        {
            var error = await Assert.ThrowsAsync<FgClipException>(() => detector.CheckAllAsync(image, captions, Cancellation));
            Assert.Equal(FgClipErrorKind.Argument, error.Kind);
        }
    }

    // A snake at the left, scissors above, a bicycle at the right: no cosine of the whole picture tells these.
    [Theory]
    [InlineData(ClaimKind.Relation, "a snake to the right of a bicycle", "a snake to the left of a bicycle")]
    [InlineData(ClaimKind.Position, "a snake on the right", "a snake on the left")]
    [InlineData(ClaimKind.Binding, "a red snake and a green bicycle", "a green snake and a red bicycle")]
    public async Task Claims_on_places_and_bindings_are_read_for_each_alternative(ClaimKind kind, string wrong, string right)
    {
        var (detector, image) = (new MismatchDetector(scenes.Encoder), await EncodeAsync());

        foreach (var stated in new ClaimKind?[] { kind, null })
        {
            var denied = Assert.Single((await detector.CheckAsync(image, [new ClaimRequest(wrong, stated, [right])], Cancellation)).Claims);
            var confirmed = Assert.Single((await detector.CheckAsync(image, [new ClaimRequest(right, stated, [wrong])], Cancellation)).Claims);

            Assert.Equal((kind, ClaimVerdict.Contradicted, right), (denied.Kind, denied.Verdict, denied.Alternative));
            Assert.Equal((kind, ClaimVerdict.Supported, null), (confirmed.Kind, confirmed.Verdict, confirmed.Alternative));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public async Task An_empty_caption_is_refused(string caption)
    {
        var error = await Assert.ThrowsAsync<FgClipException>(() => CheckAsync(caption));

        Assert.Equal(FgClipErrorKind.Argument, error.Kind);
    }

    [Fact]
    public async Task A_caption_that_makes_too_many_claims_is_refused() =>
        await Assert.ThrowsAsync<FgClipException>(() => CheckAsync(string.Concat(Enumerable.Repeat("a red dog and ", 50))));

    [Fact]
    public async Task A_caption_of_every_construction_gets_an_answer_with_marks_in_it()
    {
        var captions = new[]
        {
            "three objects", "图中有三个物体：一条蛇，位于左侧。", "two striped zorples next to a sandwich", "A man is running!", "😀", "snake",
            "the snake is to the left of the snake", "ten snakes", "一个戴帽子的女人在沙滩上跑步",
        };
        foreach (var caption in captions)
        {
            var report = await CheckAsync(caption);
            Assert.NotEmpty(report.Claims);
            Assert.InRange(report.Score, 0, 1);
        }
    }

    private async Task<EncodedImage> EncodeAsync() =>
        await scenes.Encoder.EncodeImageAsync(scenes.Picture, new ImageEncodingOptions { Parts = ImageParts.All }, Cancellation);

    private async Task<MismatchReport> CheckAsync(string caption) =>
        await new MismatchDetector(scenes.Encoder).CheckAsync(await EncodeAsync(), caption, Cancellation);
}
