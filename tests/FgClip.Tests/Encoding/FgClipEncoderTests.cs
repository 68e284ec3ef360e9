using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Tests.Encoding;

public class FgClipEncoderTests(ScenesFixture scenes)
{
    private readonly FgClipEncoder _encoder = scenes.Encoder;

    [Theory]
    [InlineData(TextKind.Short)]
    [InlineData(TextKind.Box)]
    [InlineData(TextKind.Long)]
    public async Task Texts_of_a_batch_equal_texts_alone(TextKind kind)
    {
        string[] texts = [.. Enumerable.Range(0, 200).Select(number => $"a photo of {number} dogs 和 {number % 7} 只猫")];

        var batch = await _encoder.EncodeTextsAsync(texts, kind);

        Assert.Equal(texts.Length, batch.Length);
        foreach (var index in new[] { 0, 41, 42, 127, 128, 199 })
        {
            var alone = (await _encoder.EncodeTextsAsync([texts[index]], kind))[0];
            Assert.Equal(alone.Ids.ToArray(), batch[index].Ids.ToArray());
            AssertNear(alone.Feature.Span, batch[index].Feature.Span, 1e-5f);
        }
    }

    [Fact]
    public async Task Concurrent_callers_get_what_single_callers_get()
    {
        var image = await _encoder.EncodeImageAsync(scenes.Picture, new ImageEncodingOptions { Parts = ImageParts.All });
        var text = (await _encoder.EncodeTextsAsync(["a green snake"], TextKind.Short))[0];

        await Parallel.ForEachAsync(Enumerable.Range(0, 24), async (number, cancellation) =>
        {
            if (number % 2 == 0)
            {
                var again = await _encoder.EncodeImageAsync(
                    scenes.Picture, new ImageEncodingOptions { Parts = ImageParts.All }, cancellation);
                AssertNear(image.Feature.Span, again.Feature.Span, 1e-5f);
                AssertNear(image.Dense.Values.Span, again.Dense.Values.Span, 1e-5f);
            }
            else
            {
                var again = (await _encoder.EncodeTextsAsync(["a green snake"], TextKind.Short, cancellation))[0];
                AssertNear(text.Feature.Span, again.Feature.Span, 1e-5f);
            }
        });
    }

    [Fact]
    public async Task A_cancelled_call_does_no_work()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _encoder.EncodeImageAsync(scenes.Picture, null, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _encoder.EncodeTextsAsync(["a dog"], TextKind.Short, cancelled.Token));
    }

    [Fact]
    public async Task A_call_cancelled_while_it_runs_ends_as_cancelled()
    {
        using var source = new CancellationTokenSource();
        var running = _encoder.EncodeImageAsync(scenes.Picture, new ImageEncodingOptions { MaxPatches = 16384 }, source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_text_of_ten_thousand_characters_is_cut_and_says_so()
    {
        var text = (await _encoder.EncodeTextsAsync([new string('字', 10_000)], TextKind.Long))[0];

        Assert.True(text.Truncated);
        Assert.Equal(96, text.TokenCount);
        Assert.False((await _encoder.EncodeTextsAsync(["a dog"], TextKind.Long))[0].Truncated);
    }

    [Fact]
    public async Task Parts_that_were_not_asked_for_are_refused()
    {
        var image = await _encoder.EncodeImageAsync(scenes.Picture);

        Assert.Equal(128, image.Feature.Length);
        Assert.Contains("ImageParts.Dense", Assert.Throws<InvalidOperationException>(() => image.Dense).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(65537)]
    [InlineData(int.MaxValue)]
    public async Task Absurd_budgets_are_refused(int budget)
    {
        var error = await Assert.ThrowsAsync<FgClipException>(
            () => _encoder.EncodeImageAsync(scenes.Picture, new ImageEncodingOptions { MaxPatches = budget }));

        Assert.Equal(FgClipErrorKind.Argument, error.Kind);
        Assert.Contains("65536", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_caps_the_automatic_budget_and_not_a_given_one()
    {
        Assert.Equal(256, (await _encoder.EncodeImageAsync(scenes.Picture)).Budget);
        Assert.Equal(576, (await _encoder.EncodeImageAsync(scenes.Picture, new ImageEncodingOptions { MaxPatches = 576 })).Budget);
    }

    [Fact]
    public async Task Token_ids_outside_the_vocabulary_are_refused()
    {
        var error = await Assert.ThrowsAsync<FgClipException>(
            () => _encoder.EncodeIdsAsync([[5, 1536]], TextKind.Short, CancellationToken.None));

        Assert.Contains("position 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("0 to 1535", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feature_of_the_whole_picture_as_a_region_is_near_the_mean_of_its_patches()
    {
        var dense = (await _encoder.EncodeImageAsync(scenes.Picture, new ImageEncodingOptions { Parts = ImageParts.Dense })).Dense;
        var mean = new float[dense.Dimension];
        foreach (var patch in dense.Values.ToArray().Chunk(dense.Dimension))
        {
            for (var at = 0; at < mean.Length; at++) mean[at] += patch[at] / dense.Grid.Count;
        }

        AssertNear(mean, dense.Region(new BoxPixels(0, 0, dense.PictureWidth, dense.PictureHeight)), 1e-3f);
    }

    [Fact]
    public async Task Disposing_waits_for_what_runs_and_ends_what_waits()
    {
        var encoder = FgClipEncoder.Open(TestData.ScenesModel);
        var running = encoder.EncodeImageAsync(scenes.Picture, new ImageEncodingOptions { MaxPatches = 2048 });
        while (!encoder.Status.IsRunning) await Task.Yield();
        var waiting = encoder.EncodeTextsAsync(["a dog"], TextKind.Short);

        encoder.Dispose();
        encoder.Dispose();

        Assert.Equal(128, (await running).Feature.Length);
        await Task.WhenAny(waiting);
        if (waiting.IsFaulted) await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => encoder.EncodeTextsAsync(["a dog"], TextKind.Short));
    }

    [Fact]
    public void No_such_folder_is_an_error_that_names_it()
    {
        var error = Assert.Throws<FgClipException>(() => FgClipEncoder.Open("no/such/model"));

        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        Assert.Contains("model", error.Message, StringComparison.Ordinal);
    }

    private static void AssertNear(ReadOnlySpan<float> want, ReadOnlySpan<float> got, float tolerance)
    {
        Assert.Equal(want.Length, got.Length);
        for (var at = 0; at < want.Length; at++) Assert.Equal(want[at], got[at], tolerance);
    }
}
