using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Inference;
using FgClip.Inference.Direct;
using FgClip.Inference.Jobs;
using FgClip.Kernels;
using FgClip.Model;
using FgClip.Tests.Kernels;

namespace FgClip.Tests.Inference.Direct;

/// <summary>The processor's own kernels compute what the graphs compute, and each item the same whatever runs with it.</summary>
public sealed class DirectEngineTests : IDisposable
{
    private readonly Checkpoint _checkpoint = Checkpoint.Open(TestData.Golden("fgclip2-tiny", "checkpoint"));
    private readonly ModelFamily _family;

    public DirectEngineTests() => _family = ModelFamily.Of(_checkpoint);

    public void Dispose() => _checkpoint.Dispose();

    [Theory]
    [InlineData("fgclip2-tiny")]
    [InlineData("fgclip2-variant")] // bfloat16, attention masks, padding on the left
    public async Task Features_are_those_of_the_graphs(string set)
    {
        Assert.SkipWhen(PanelKernels.Best is null, "the processor has no kernels of ours");
        var folder = TestData.Golden(set, "checkpoint");
        using FgClipEncoder direct = FgClipEncoder.Open(folder), graphs = FgClipEncoder.Open(folder, new InferenceOptions { UsesGraphs = true });
        Assert.Contains(PanelKernels.Best!.Name, direct.Engine, StringComparison.Ordinal);
        Assert.Equal("ONNX Runtime", graphs.Engine);

        foreach (var (width, height, budget) in new[] { (16, 16, 128), (100, 300, 128), (640, 480, 256), (333, 777, 576) })
        {
            var bytes = new byte[width * height * 3];
            new Random(width).NextBytes(bytes);
            var picture = Picture.FromPixels(PixelBuffer.FromRgb24(width, height, bytes), "noise");
            var options = new ImageEncodingOptions { MaxPatches = budget, Parts = ImageParts.All };
            var (got, want) = (await direct.EncodeImageAsync(picture, options), await graphs.EncodeImageAsync(picture, options));
            AssertNear(want.Feature.Span, got.Feature.Span);
            AssertNear(want.Dense.Values.Span, got.Dense.Values.Span);
        }

        foreach (var kind in Enum.GetValues<TextKind>())
        {
            string[] texts = ["", "a dog", string.Join(' ', Enumerable.Repeat("a long caption of many words", 40))];
            var (got, want) = (await direct.EncodeTextsAsync(texts, kind), await graphs.EncodeTextsAsync(texts, kind));
            for (var index = 0; index < texts.Length; index++) AssertNear(want[index].Feature.Span, got[index].Feature.Span);
        }
    }

    [Theory]
    [MemberData(nameof(KernelKinds.Names), MemberType = typeof(KernelKinds))]
    public async Task Pictures_together_are_to_the_last_bit_what_each_is_alone(string kind)
    {
        (PatchGrid Grid, ImageParts Parts)[] pictures =
        [
            (new(6, 11), ImageParts.Dense), (new(11, 6), ImageParts.Image), (new(6, 11), ImageParts.All), (new(66, 1), ImageParts.Image), (new(3, 22), ImageParts.Dense),
        ];
        PictureJob[] Jobs() => [.. pictures.Select((picture, index) => Job(picture.Grid, picture.Parts, index))];
        var (together, alone) = (Jobs(), Jobs());
        using var engine = Engine(kind, threads: 3);

        engine.Runner.Run(together, CancellationToken.None);
        using var other = Engine(kind, threads: 1);
        foreach (var job in alone) other.Runner.Run([job], CancellationToken.None);

        for (var index = 0; index < pictures.Length; index++)
        {
            var (got, want) = (await together[index].Result, await alone[index].Result);
            Assert.Equal(want.Image, got.Image);
            Assert.Equal(want.Dense, got.Dense);
            Assert.Equal(pictures[index].Parts.HasFlag(ImageParts.Image), got.Image is not null);
            Assert.Equal(pictures[index].Parts.HasFlag(ImageParts.Dense), got.Dense is not null);
        }
    }

    [Theory]
    [MemberData(nameof(KernelKinds.Names), MemberType = typeof(KernelKinds))]
    public async Task Texts_together_are_to_the_last_bit_what_each_is_alone(string kind)
    {
        foreach (var (count, length) in new[] { (9, _family.TextTables.ShortLength), (3, _family.TextTables.LongLength), (200, 3), (70, 1) })
        {
            TextJob[] Jobs() => [.. Enumerable.Range(0, count).Select(number => new TextJob(
                [.. Enumerable.Range(0, length).Select(place => ((number * 131) + (place * 7)) % _family.TextTables.VocabSize)],
                null,
                length > _family.TextTables.ShortLength ? TextKind.Long : number % 2 == 0 ? TextKind.Short : TextKind.Box,
                1,
                new CallTicket(),
                default))];
            var (together, alone) = (Jobs(), Jobs());
            using var engine = Engine(kind, threads: 2);

            engine.Runner.Run(together, CancellationToken.None);
            foreach (var job in alone) engine.Runner.Run([job], CancellationToken.None);

            for (var index = 0; index < count; index++) Assert.Equal(await alone[index].Result, await together[index].Result);
        }
    }

    [Theory]
    [InlineData(30, 40)]
    [InlineData(32, 32)]
    [InlineData(7, 9)]
    public async Task A_picture_in_steps_is_to_the_last_bit_the_whole(int rows, int columns)
    {
        Assert.SkipWhen(PanelKernels.Best is null, "the processor has no kernels of ours");
        using var engine = Engine(PanelKernels.Best!.Name, threads: 2);
        var grid = new PatchGrid(rows, columns);
        var whole = Job(grid, ImageParts.All, seed: 5);
        engine.Runner.Run([whole], CancellationToken.None);
        var shares = new List<double>();
        var stepped = new LargePictureJob(
            engine.LargePicture(whole.Patches, whole.Positions, grid.Count, ImageParts.All),
            new ModelWork(_family).Picture(grid.Count, ImageParts.All),
            null,
            new Listener(shares),
            new CallTicket(),
            CancellationToken.None);

        while (stepped.Step(CancellationToken.None))
        {
        }

        var (want, got) = (await whole.Result, await stepped.Result);
        Assert.Equal(want.Image, got.Image);
        Assert.Equal(want.Dense, got.Dense);
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1], 1e-6);
    }

    [Fact]
    public async Task A_cancelled_run_leaves_the_engine_ready_for_the_next()
    {
        Assert.SkipWhen(PanelKernels.Best is null, "the processor has no kernels of ours");
        using var engine = Engine(PanelKernels.Best!.Name, threads: 2);
        var job = Job(new(40, 40), ImageParts.All, seed: 1);

        Assert.Throws<OperationCanceledException>(() => engine.Runner.Run([job], new CancellationToken(canceled: true)));
        engine.Runner.Run([job], CancellationToken.None);

        Assert.NotNull((await job.Result).Dense);
    }

    [Fact]
    public void Models_that_it_does_not_know_are_left_to_the_graphs()
    {
        using var first = Checkpoint.Open(TestData.Golden("fgclip1-tiny", "checkpoint"));

        Assert.Null(DirectEngine.For(ModelFamily.Of(first), PanelKernels.Best, 1));
        Assert.Null(DirectEngine.For(_family, null, 1));
    }

    private DirectEngine Engine(string kind, int threads) => DirectEngine.For(_family, KernelKinds.Of(kind), threads)!;

    private PictureJob Job(PatchGrid grid, ImageParts parts, int seed)
    {
        var random = new Random(seed);
        float[] patches = [.. Enumerable.Range(0, grid.Count * _family.PatchLength).Select(_ => random.NextSingle() - 0.5f)];
        return new PictureJob(patches, _family.PositionsOf(grid), grid.Count, parts, 1, new CallTicket(), default);
    }

    private static void AssertNear(ReadOnlySpan<float> want, ReadOnlySpan<float> got)
    {
        Assert.Equal(want.Length, got.Length);
        for (var at = 0; at < want.Length; at++) Assert.Equal(want[at], got[at], 2e-5f * Math.Max(1, Math.Abs(want[at])));
    }

    private sealed class Listener(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}
