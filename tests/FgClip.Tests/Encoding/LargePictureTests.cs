using FgClip.Encoding;
using FgClip.Inference;

namespace FgClip.Tests.Encoding;

/// <summary>Pictures that are computed in steps, and how long a picture may take.</summary>
public sealed class LargePictureTests(ScenesFixture scenes) : IDisposable
{
    private const int Large = 16384;

    private readonly FgClipEncoder _encoder = FgClipEncoder.Open(TestData.ScenesModel, new InferenceOptions { PictureCacheBytes = 0 });

    public void Dispose() => _encoder.Dispose();

    [Fact]
    public async Task Progress_moves_and_a_text_is_answered_meanwhile()
    {
        var shares = new List<double>();
        using var cancellation = new CancellationTokenSource();
        var asked = new TaskCompletionSource<Task<EncodedText[]>>();
        var listener = new Listener(share =>
        {
            shares.Add(share);
            if (shares.Count == 2) asked.SetResult(_encoder.EncodeTextsAsync(["a green snake"], TextKind.Short));
        });
        var large = EncodeAsync(Large, null, listener, cancellation.Token);

        Assert.Single(await await asked.Task);
        Assert.False(large.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);

        Assert.True(shares.Count >= 2);
        Assert.Equal(shares.Order().Distinct(), shares);
        Assert.InRange(shares[^1], 0.0001, 0.9);
    }

    [Fact]
    public async Task What_would_take_too_long_is_refused_by_its_first_steps_and_later_at_once()
    {
        var steps = 0;
        var unmeasured = await Assert.ThrowsAsync<FgClipException>(
            () => EncodeAsync(Large, TimeSpan.FromMilliseconds(200), new Listener(_ => steps++)));
        Assert.Equal(4, steps);
        var measured = await Assert.ThrowsAsync<FgClipException>(
            () => EncodeAsync(Large, TimeSpan.FromMilliseconds(200), new Listener(_ => steps++)));
        Assert.Equal(4, steps);

        foreach (var error in new[] { unmeasured, measured })
        {
            Assert.Equal(FgClipErrorKind.Argument, error.Kind);
            Assert.Contains("allow_slow", error.Message, StringComparison.Ordinal);
            Assert.Contains("max_patches", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_fits_the_time_is_computed()
    {
        var image = await EncodeAsync(256, TimeSpan.FromSeconds(45), null);

        Assert.Equal(128, image.Feature.Length);
    }

    private Task<EncodedImage> EncodeAsync(
        int budget, TimeSpan? limit, IProgress<double>? progress, CancellationToken cancellation = default) => _encoder.EncodeImageAsync(
        scenes.Picture,
        new ImageEncodingOptions { MaxPatches = budget, TimeLimit = limit, Progress = progress },
        cancellation);

    private sealed class Listener(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
