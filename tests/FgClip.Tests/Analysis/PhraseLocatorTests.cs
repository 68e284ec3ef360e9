using FgClip.Analysis;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Tests.Encoding;

namespace FgClip.Tests.Analysis;

public class PhraseLocatorTests(ScenesFixture scenes)
{
    // Where the things of samples/scene.jpg are.
    private static readonly BoxPixels Snake = new(8, 122, 144, 258);
    private static readonly BoxPixels Scissors = new(166, 10, 318, 162);

    [Theory]
    [InlineData("a green snake", true)]
    [InlineData("一条绿色的蛇", true)]
    [InlineData("a pink scissors", false)]
    [InlineData("一把粉色的剪刀", false)]
    public async Task A_phrase_is_found_where_its_thing_is(string phrase, bool isSnake)
    {
        var located = (await LocateAsync(phrase))[0];

        Assert.True(located.Present);
        Assert.True(located.Boxes[0].Box.IntersectionOverUnion(isSnake ? Snake : Scissors) > 0.6);
        Assert.InRange(located.Score, 0.65, 1);
    }

    [Fact]
    public async Task A_thing_that_is_not_there_is_not_reported_as_present() =>
        Assert.NotEqual(true, (await LocateAsync("a blue whale"))[0].Present);

    [Fact]
    public async Task Answers_keep_the_order_of_the_phrases()
    {
        string[] phrases = ["a red bicycle", "a green snake", "一把粉色的剪刀"];

        Assert.Equal(phrases, (await LocateAsync(phrases)).Select(located => located.Phrase));
    }

    [Fact]
    public async Task A_long_phrase_is_marked_truncated()
    {
        Assert.True((await LocateAsync(new string('a', 10_000)))[0].Truncated);
    }

    [Fact]
    public async Task A_checkpoint_without_calibration_compares_with_reference_phrases()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(TestData.ScenesModel).Where(file => !file.EndsWith("fgclip.json", StringComparison.Ordinal)))
        {
            File.CreateSymbolicLink(Path.Combine(folder.Path, Path.GetFileName(file)), file);
        }

        using var encoder = FgClipEncoder.Open(folder.Path);
        var locator = new PhraseLocator(encoder);
        var image = await encoder.EncodeImageAsync(
            scenes.Picture, new ImageEncodingOptions { MaxPatches = 256, Parts = ImageParts.Dense });
        var located = await locator.LocateAsync(image, ["a green snake", "一把粉色的剪刀", "a blue whale"]);

        Assert.False(locator.IsCalibrated);
        Assert.True(located[0].Score > located[2].Score);
        Assert.True(located[1].Score > located[2].Score);
        Assert.NotEqual(true, located[2].Present);
    }

    [Fact]
    public async Task Empty_and_overlong_lists_are_refused()
    {
        await Assert.ThrowsAsync<FgClipException>(() => LocateAsync());
        await Assert.ThrowsAsync<FgClipException>(() => LocateAsync(""));
        await Assert.ThrowsAsync<FgClipException>(() => LocateAsync([.. Enumerable.Repeat("a dog", 33)]));
    }

    private async Task<IReadOnlyList<LocatedPhrase>> LocateAsync(params string[] phrases)
    {
        var image = await scenes.Encoder.EncodeImageAsync(scenes.Picture, new ImageEncodingOptions { Parts = ImageParts.Dense });
        return await new PhraseLocator(scenes.Encoder).LocateAsync(image, phrases);
    }
}
