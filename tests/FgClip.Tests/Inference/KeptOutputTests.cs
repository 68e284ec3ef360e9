using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Inference;
using FgClip.Inference.Jobs;
using FgClip.Model;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Tests.Inference;

/// <summary>
/// What the vision tower computes stays where it was computed until the heads have read it. Bound to the processor's memory
/// the way is the same as on other devices, and the features must be the same to the bit.
/// </summary>
public class KeptOutputTests
{
    private static readonly EngineDevice Bound = EngineDevice.Cpu with { Memory = OrtMemoryInfo.DefaultInstance };

    [Theory]
    [InlineData("fgclip2-tiny")]
    [InlineData("fgclip1-tiny")]
    public async Task Features_over_bound_outputs_equal_those_over_copied_ones(string set)
    {
        using var checkpoint = Checkpoint.Open(TestData.Golden(set, "checkpoint"));
        var family = ModelFamily.Of(checkpoint);
        using var copying = new ModelSessions(family, new InferenceOptions(), EngineDevice.Cpu);
        using var binding = new ModelSessions(family, new InferenceOptions(), Bound);
        ImageParts[][] batches = [[ImageParts.All], [ImageParts.Image, ImageParts.Dense, ImageParts.All], [ImageParts.Dense, ImageParts.Dense], [ImageParts.Image]];
        foreach (var parts in batches)
        {
            var (copied, bound) = (Jobs(family, parts), Jobs(family, parts));

            new PictureRunner(copying, family).Run(copied, CancellationToken.None);
            new PictureRunner(binding, family).Run(bound, CancellationToken.None);

            for (var index = 0; index < parts.Length; index++)
            {
                var (want, got) = (await copied[index].Result, await bound[index].Result);
                AssertSame(want.Image, got.Image); // null where it was not asked for, also if the head ran for others
                AssertSame(want.Dense, got.Dense);
            }
        }
    }

    [Fact]
    public void A_cancelled_run_keeps_nothing()
    {
        using var checkpoint = Checkpoint.Open(TestData.Golden("fgclip2-tiny", "checkpoint"));
        var family = ModelFamily.Of(checkpoint);
        using var sessions = new ModelSessions(family, new InferenceOptions(), Bound);

        Assert.ThrowsAny<OperationCanceledException>(
            () => new PictureRunner(sessions, family).Run(Jobs(family, [ImageParts.All]), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Values_on_a_device_are_taken_whole_and_freed_once()
    {
        var owner = new Owner();
        using var value = OrtValue.CreateTensorValueFromMemory<float>([1, 2, 3, 4], [2, 2]);
        var tensor = new DeviceTensor(value, owner, [2, 2]);

        var input = tensor.AsInput("x");
        input.Release(input.ToOrtValue()); // the end of a run leaves the value for the next one

        Assert.Equal([1, 2, 3, 4], value.GetTensorDataAsSpan<float>().ToArray());
        Assert.False(tensor.HasParts);
        Assert.Throws<InvalidOperationException>(() => tensor.PartAsInput("x", 0, 1));
        tensor.Dispose();
        Assert.Equal(1, owner.Disposals);
    }

    private static PictureJob[] Jobs(ModelFamily family, ImageParts[] parts)
    {
        var (_, grid) = family.GridOf(96, 64, 128);
        var count = grid.Count + family.ExtraTokens;
        return [.. parts.Select((part, index) => new PictureJob(
            Values(count * family.PatchLength, index), family.PositionsOf(grid), count, part, 1, new CallTicket(), default))];
    }

    private static float[] Values(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static void AssertSame(float[]? want, float[]? got)
    {
        Assert.Equal(want is null, got is null);
        if (want is null) return;
        for (var at = 0; at < want.Length; at++) Assert.Equal(want[at], got![at], 1e-6 * Math.Max(1, Math.Abs(want[at])));
    }

    private sealed class Owner : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
