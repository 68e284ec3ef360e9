using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Inference;
using FgClip.Inference.Jobs;
using FgClip.Model;

namespace FgClip.Tests.Inference.Jobs;

/// <summary>What runs together, or block by block, equals what runs alone and at once.</summary>
public sealed class BatchEqualityTests : IDisposable
{
    private readonly Checkpoint _checkpoint;
    private readonly ModelFamily _family;
    private readonly ModelSessions _sessions;
    private readonly ModelWork _work;
    private readonly PictureRunner _runner;
    private readonly PositionTable _positions;

    public BatchEqualityTests()
    {
        _checkpoint = Checkpoint.Open(TestData.ScenesModel);
        _family = ModelFamily.Of(_checkpoint);
        _sessions = new ModelSessions(_family, new InferenceOptions(), EngineDevice.Cpu);
        _work = new ModelWork(_family);
        _runner = new PictureRunner(_sessions, _family);
        _positions = new PositionTable(_checkpoint.Config.Vision, _checkpoint.Tensors);
    }

    private int Width => _checkpoint.Config.Vision.HiddenSize;

    public void Dispose()
    {
        _sessions.Dispose();
        _checkpoint.Dispose();
    }

    [Fact]
    public async Task Pictures_of_several_grids_and_parts_in_one_run_equal_each_alone()
    {
        (PatchGrid Grid, ImageParts Parts)[] pictures =
        [
            (new(6, 10), ImageParts.Dense), (new(10, 6), ImageParts.Image), (new(6, 10), ImageParts.All), (new(5, 12), ImageParts.Image), (new(60, 1), ImageParts.Dense),
        ];
        PictureJob[] Jobs() => [.. pictures.Select((picture, index) => Job(picture.Grid, picture.Parts, seed: index))];
        var (together, alone) = (Jobs(), Jobs());

        _runner.Run(together, CancellationToken.None);
        foreach (var job in alone) _runner.Run([job], CancellationToken.None);

        for (var index = 0; index < pictures.Length; index++)
        {
            var (got, want) = (await together[index].Result, await alone[index].Result);
            AssertNear(want.Image, got.Image);
            AssertNear(want.Dense, got.Dense);
            Assert.Equal(pictures[index].Parts.HasFlag(ImageParts.Image), got.Image is not null);
            Assert.Equal(pictures[index].Parts.HasFlag(ImageParts.Dense), got.Dense is not null);
        }
    }

    [Fact]
    public async Task Texts_of_all_short_heads_in_one_run_equal_each_alone()
    {
        var text = _checkpoint.Config.Text;
        var runner = new TextRunner(_sessions, _family);
        TextJob[] Jobs() => [.. Enumerable.Range(0, 9).Select(number => new TextJob(
            [.. Enumerable.Range(0, text.MaxPositionEmbeddings).Select(place => ((number * 131) + (place * 7)) % text.VocabSize)],
            null,
            number % 2 == 0 ? TextKind.Short : TextKind.Box,
            1,
            new CallTicket(),
            default))];
        var (together, alone) = (Jobs(), Jobs());

        runner.Run(together, CancellationToken.None);
        foreach (var job in alone) runner.Run([job], CancellationToken.None);

        for (var index = 0; index < together.Length; index++) AssertNear(await alone[index].Result, await together[index].Result);
    }

    [Theory]
    [InlineData(30, 40)]  // three blocks, the last one smaller
    [InlineData(32, 32)]  // two whole blocks
    [InlineData(7, 9)]    // less than one
    public async Task A_picture_in_blocks_equals_the_whole(int rows, int columns)
    {
        var grid = new PatchGrid(rows, columns);
        var whole = Job(grid, ImageParts.All, seed: 5);
        _runner.Run([whole], CancellationToken.None);
        var shares = new List<double>();
        var run = new LargePictureRun(
            _sessions, _runner, _work, whole.Patches, whole.Positions, grid.Count, Width, ImageParts.All)
        { BlockRows = 512 };
        var blocks = new LargePictureJob(
            run, _work.Picture(grid.Count, ImageParts.All), null, new Listener(shares), new CallTicket(), CancellationToken.None);

        while (blocks.Step(CancellationToken.None))
        {
        }

        var (want, got) = (await whole.Result, await blocks.Result);
        AssertNear(want.Image, got.Image);
        AssertNear(want.Dense, got.Dense);
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1], 1e-6);
    }

    private PictureJob Job(PatchGrid grid, ImageParts parts, int seed)
    {
        var random = new Random(seed);
        float[] patches = [.. Enumerable.Range(0, grid.Count * _checkpoint.Config.Vision.PatchLength).Select(_ => random.NextSingle() - 0.5f)];
        return new PictureJob(patches, _positions.For(grid), grid.Count, parts, 1, new CallTicket(), default);
    }

    private static void AssertNear(float[]? want, float[]? got)
    {
        Assert.Equal(want?.Length, got?.Length);
        if (want is null) return;
        for (var at = 0; at < want.Length; at++) Assert.Equal(want[at], got![at], 1e-5f * Math.Max(1, Math.Abs(want[at])));
    }

    private sealed class Listener(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}
