using System.Buffers.Binary;
using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

public class GoldenCheckpointTests
{
    public static TheoryData<string> Folders() =>
    [
        TestData.Golden("fgclip2-tiny", "checkpoint"), TestData.Golden("fgclip2-variant", "checkpoint"), TestData.ScenesModel,
    ];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_checkpoint_opens_without_warnings_and_has_exactly_the_parameters(string folder)
    {
        using var checkpoint = Checkpoint.Open(folder);

        Assert.Empty(checkpoint.Warnings);
        Assert.Equal(CheckpointArchitecture.FgClip2, checkpoint.Architecture);
        var parameters = FgClip2Parameters.Of(checkpoint.Config);
        Assert.Equal(parameters.Select(p => p.Name).Order(StringComparer.Ordinal), checkpoint.Tensors.Names.Order(StringComparer.Ordinal));
        foreach (var (name, shape) in parameters) Assert.Equal(shape, checkpoint.Tensors.Get(name, shape).Shape);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Values_are_those_in_the_file(string folder)
    {
        using var checkpoint = Checkpoint.Open(folder);

        foreach (var name in checkpoint.Tensors.Names)
        {
            Assert.True(checkpoint.Tensors.TryGet(name, out var tensor));
            var values = new float[tensor.ElementCount];
            tensor.CopyTo(values);
            using var stream = File.OpenRead(tensor.File);
            stream.Seek(tensor.FileOffset, SeekOrigin.Begin);
            var bytes = new byte[tensor.ByteLength];
            stream.ReadExactly(bytes);
            for (var i = 0; i < values.Length; i++)
            {
                var expected = tensor.Type == SafetensorsType.F32
                    ? BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * 4))
                    : BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(i * 2)) << 16);
                if (!expected.Equals(values[i])) Assert.Fail($"{name}[{i}]: expected {expected:R}, got {values[i]:R}");
            }
        }
    }

    [Fact]
    public void The_variant_is_bfloat16_in_three_shards_with_its_own_sizes()
    {
        using var checkpoint = Checkpoint.Open(TestData.Golden("fgclip2-variant", "checkpoint"));

        Assert.Equal(3, checkpoint.Tensors.Files.Count);
        Assert.Equal(SafetensorsType.BF16, checkpoint.Tensors.Get("logit_scale", 1).Type);
        Assert.Equal((48, 120, 12, 1e-3), (checkpoint.Config.Text.MaxPositionEmbeddings, checkpoint.Config.Text.LongtextLen, checkpoint.Config.Text.KeepLen, checkpoint.Config.Text.LayerNormEps));
        Assert.Equal(8, checkpoint.Config.Vision.PositionGridSide);
        Assert.Equal("checkpoint", checkpoint.Card.Name);
    }

    [Fact]
    public void The_embedded_checkpoint_has_a_card()
    {
        using var checkpoint = Checkpoint.Open(TestData.ScenesModel);

        Assert.Equal(("fgclip2-scenes", "drawn scenes", true, 256), (checkpoint.Card.Name, checkpoint.Card.Domain, checkpoint.Card.Demonstration, checkpoint.Card.MaxPatches));
        Assert.Equal(["en", "zh"], checkpoint.Card.Languages);
        Assert.Equal(0.00392156862745098, checkpoint.Preprocessor.RescaleFactor);
        Assert.False(checkpoint.Preprocessor.DynamicMaxPatches);
    }
}
