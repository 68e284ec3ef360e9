using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Inference;

namespace FgClip.Tests.Encoding;

/// <summary>What the encoder remembers, and what it must not confuse.</summary>
public sealed class EncoderCacheTests(ScenesFixture scenes) : IDisposable
{
    // A photograph that its EXIF data turn.
    private static readonly string Turned = TestData.Golden("fgclip2-tiny", "inputs", "turned.jpg");

    private readonly FgClipEncoder _encoder = FgClipEncoder.Open(TestData.ScenesModel);

    public void Dispose() => _encoder.Dispose();

    [Fact]
    public async Task A_text_seen_before_is_not_computed_again()
    {
        var first = await _encoder.EncodeTextsAsync(["a green snake", "A GREEN SNAKE", "two dogs"], TextKind.Short);
        var again = await _encoder.EncodeTextsAsync(["two dogs", "a green snake"], TextKind.Short);

        Assert.True(first[2].Feature.Span.SequenceEqual(again[0].Feature.Span));
        Assert.True(first[0].Feature.Span.SequenceEqual(first[1].Feature.Span));
        Assert.Equal((2, 2L, 2L, 1L), (_encoder.TextCache.Entries, _encoder.TextCache.Hits, _encoder.TextCache.Misses, _encoder.TextCache.Joined));
        Assert.InRange(_encoder.TextCache.Bytes, 2 * 128 * sizeof(float), 4096);
    }

    [Fact]
    public async Task Heads_of_one_text_are_told_apart()
    {
        var asShort = (await _encoder.EncodeTextsAsync(["a green snake"], TextKind.Short))[0];
        var asBox = (await _encoder.EncodeTextsAsync(["a green snake"], TextKind.Box))[0];

        Assert.False(asShort.Feature.Span.SequenceEqual(asBox.Feature.Span));
        Assert.Equal(0, _encoder.TextCache.Hits);
    }

    [Fact]
    public async Task Parts_of_a_picture_are_computed_once_each()
    {
        var image = await EncodeAsync(scenes.Picture, ImageParts.Image);
        var dense = await EncodeAsync(scenes.Picture, ImageParts.Dense);
        var all = await EncodeAsync(scenes.Picture, ImageParts.All);

        Assert.True(image.Feature.Span.SequenceEqual(all.Feature.Span));
        Assert.True(dense.Dense.Values.Span.SequenceEqual(all.Dense.Values.Span));
        Assert.Throws<InvalidOperationException>(() => image.Dense);
        Assert.Equal((2, 1L, 2L), (_encoder.PictureCache.Entries, _encoder.PictureCache.Hits, _encoder.PictureCache.Misses));
    }

    [Fact]
    public async Task A_picture_is_known_by_its_bytes_and_not_by_its_name()
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(TestData.Root, "samples", "scene.jpg"), TestContext.Current.CancellationToken);
        await EncodeAsync(PictureReader.Decode(bytes, "one"), ImageParts.Image);
        await EncodeAsync(PictureReader.Decode(bytes, "two"), ImageParts.Image);

        Assert.Equal(1, _encoder.PictureCache.Hits);
    }

    [Fact]
    public async Task Orientations_regions_and_budgets_of_one_file_are_told_apart()
    {
        Picture stored = PictureReader.Read(Turned), turned = PictureReader.Read(Turned, orientation: OrientationPolicy.Apply);
        Assert.Equal(stored.ContentHash, turned.ContentHash);
        var box = new BoxPixels(0, 0, 16, 16);
        EncodedImage[] all =
        [
            await EncodeAsync(stored, ImageParts.Image),
            await EncodeAsync(turned, ImageParts.Image),
            await EncodeAsync(stored.Crop(box), ImageParts.Image),
            await EncodeAsync(turned.Crop(box), ImageParts.Image),
            await EncodeAsync(stored.Crop(new BoxPixels(0, 0, 16, 17)), ImageParts.Image),
            await EncodeAsync(stored, ImageParts.Image, budget: 100),
        ];

        Assert.Equal(0, _encoder.PictureCache.Hits);
        Assert.Equal(all.Length, all.Select(image => image.Feature.Span[0]).Distinct().Count());
        await EncodeAsync(stored.Crop(new BoxPixels(0.2, -0.2, 16.3, 15.9)), ImageParts.Image); // the same pixels
        Assert.Equal(1, _encoder.PictureCache.Hits);
    }

    [Fact]
    public async Task Callers_of_one_picture_share_its_computation()
    {
        var callers = Enumerable.Range(0, 8).Select(_ => EncodeAsync(scenes.Picture, ImageParts.All, budget: 1024)).ToArray();
        var images = await Task.WhenAll(callers);

        Assert.Equal(1, _encoder.PictureCache.Misses);
        Assert.All(images, image => Assert.True(image.Feature.Span.SequenceEqual(images[0].Feature.Span)));
    }

    [Fact]
    public async Task Caches_of_no_bytes_are_off()
    {
        using var encoder = FgClipEncoder.Open(TestData.ScenesModel, new InferenceOptions { TextCacheBytes = 0, PictureCacheBytes = 0 });
        for (var time = 0; time < 2; time++)
        {
            await encoder.EncodeTextsAsync(["a dog"], TextKind.Short);
            await encoder.EncodeImageAsync(scenes.Picture);
        }

        Assert.Equal((0L, 2L), (encoder.TextCache.Hits, encoder.TextCache.Misses));
        Assert.Equal((0L, 2L), (encoder.PictureCache.Hits, encoder.PictureCache.Misses));
    }

    [Fact]
    public async Task Wide_concurrency_without_caches_gives_what_single_calls_give()
    {
        using var encoder = FgClipEncoder.Open(TestData.ScenesModel, new InferenceOptions { TextCacheBytes = 0, PictureCacheBytes = 0 });
        string[] texts = [.. Enumerable.Range(0, 48).Select(number => $"{number} green snakes 和 {number} 只猫")];
        var want = await _encoder.EncodeTextsAsync(texts, TextKind.Box);

        await Task.WhenAll(texts.Select(async (text, index) =>
        {
            var got = (await encoder.EncodeTextsAsync([text], TextKind.Box))[0];
            Assert.Equal(want[index].Ids.ToArray(), got.Ids.ToArray());
            for (var at = 0; at < got.Feature.Length; at++) Assert.Equal(want[index].Feature.Span[at], got.Feature.Span[at], 1e-5f);
        }));
    }

    private Task<EncodedImage> EncodeAsync(Picture picture, ImageParts parts, int? budget = null) =>
        _encoder.EncodeImageAsync(picture, new ImageEncodingOptions { Parts = parts, MaxPatches = budget });
}
