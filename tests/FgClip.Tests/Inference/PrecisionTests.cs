using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Inference;
using FgClip.Inference.Jobs;
using FgClip.Model;
using FgClip.Tests.Encoding;

namespace FgClip.Tests.Inference;

/// <summary>16 bits, on the processor: the same features but for their rounding.</summary>
public class PrecisionTests(ScenesFixture scenes)
{
    private static readonly string[] Texts = ["a green snake", "粉色的剪刀", "a red bicycle on an orange background, beside a snake and a pair of scissors"];

    [Theory]
    [InlineData(ModelPrecision.Float16, 0.004)]
    [InlineData(ModelPrecision.BFloat16, 0.05)]
    public async Task Features_are_near_those_in_float32_and_no_copies_of_them(ModelPrecision precision, double tolerance)
    {
        using var narrow = FgClipEncoder.Open(TestData.ScenesModel, new InferenceOptions { Precision = precision });
        var options = new ImageEncodingOptions { Parts = ImageParts.All, MaxPatches = 256 };

        var image = await narrow.EncodeImageAsync(scenes.Picture, options);
        var wide = await scenes.Encoder.EncodeImageAsync(scenes.Picture, options);
        AssertNear(wide.Feature.Span, image.Feature.Span, tolerance);
        AssertNear(wide.Dense.Values.Span, image.Dense.Values.Span, tolerance);
        foreach (var kind in Enum.GetValues<TextKind>())
        {
            var (got, want) = (await narrow.EncodeTextsAsync(Texts, kind), await scenes.Encoder.EncodeTextsAsync(Texts, kind));
            for (var index = 0; index < Texts.Length; index++) AssertNear(want[index].Feature.Span, got[index].Feature.Span, tolerance);
        }

        Assert.Equal((precision, ModelPrecision.Float32), (narrow.Precision, scenes.Encoder.Precision));
    }

    [Theory]
    [InlineData(ModelPrecision.Float16, 0.004)]
    [InlineData(ModelPrecision.BFloat16, 0.05)]
    public async Task A_picture_in_blocks_is_as_near_to_the_whole(ModelPrecision precision, double tolerance)
    {
        using var checkpoint = Checkpoint.Open(TestData.ScenesModel);
        var family = ModelFamily.Of(checkpoint);
        var grid = new PatchGrid(30, 40);
        using var wide = new ModelSessions(family, new InferenceOptions(), EngineDevice.Cpu);
        using var narrow = new ModelSessions(family, new InferenceOptions { Precision = precision }, EngineDevice.Cpu);
        var patches = family.PatchesOf(family.Resize(scenes.Picture.Pixels, grid), grid.Count);
        var whole = new PictureJob(patches, family.PositionsOf(grid), grid.Count, ImageParts.All, 1, new CallTicket(), default);
        new PictureRunner(wide, family).Run([whole], CancellationToken.None);

        var run = new LargePictureRun(
            narrow, new PictureRunner(narrow, family), new ModelWork(family), patches, family.PositionsOf(grid), grid.Count, family.Vision.HiddenSize, ImageParts.All)
        { BlockRows = 512 };
        foreach (var step in run.Steps()) step.Run(CancellationToken.None);

        var want = await whole.Result;
        AssertNear(want.Image, run.Features.Image, tolerance);
        AssertNear(want.Dense, run.Features.Dense, tolerance);
    }

    [Theory]
    [InlineData(ModelPrecision.Auto, DeviceKind.Cpu, ModelPrecision.Float32)]
    [InlineData(ModelPrecision.Auto, DeviceKind.DirectMl, ModelPrecision.Float32)]
    [InlineData(ModelPrecision.Auto, DeviceKind.Cuda, ModelPrecision.Float16)]
    [InlineData(ModelPrecision.Auto, DeviceKind.TensorRt, ModelPrecision.Float16)]
    [InlineData(ModelPrecision.BFloat16, DeviceKind.Cuda, ModelPrecision.BFloat16)]
    [InlineData(ModelPrecision.Float32, DeviceKind.Cuda, ModelPrecision.Float32)]
    [InlineData(ModelPrecision.Float16, DeviceKind.Cpu, ModelPrecision.Float16)]
    public void The_device_decides_where_nobody_asks(ModelPrecision asked, DeviceKind device, ModelPrecision expected) =>
        Assert.Equal(expected, PrecisionNames.Resolve(asked, device));

    [Fact]
    public void Every_precision_has_a_name_that_is_read_again() => Assert.All(
        Enum.GetValues<ModelPrecision>(), precision => Assert.Equal(precision, PrecisionNames.Parse(PrecisionNames.NameOf(precision))));

    // Equal would mean that nothing was narrowed.
    private static void AssertNear(ReadOnlySpan<float> want, ReadOnlySpan<float> got, double tolerance)
    {
        Assert.Equal(want.Length, got.Length);
        double magnitude = 1, worst = 0;
        for (var at = 0; at < want.Length; at++)
        {
            magnitude = Math.Max(magnitude, Math.Abs(want[at]));
            worst = Math.Max(worst, Math.Abs(want[at] - got[at]));
        }

        Assert.InRange(worst / magnitude, 1e-5, tolerance);
    }
}
