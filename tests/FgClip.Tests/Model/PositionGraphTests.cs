using FgClip.Checkpoints;
using FgClip.Imaging;
using FgClip.Inference;
using FgClip.Model;
using FgClip.Onnx;

namespace FgClip.Tests.Model;

/// <summary>The position table as nodes of a graph equals the one that is computed here.</summary>
public class PositionGraphTests
{
    [Theory]
    [InlineData("fgclip2-tiny")]    // 16×16
    [InlineData("fgclip2-variant")] // 8×8
    public void Every_grid_gives_the_same(string set)
    {
        using var checkpoint = Checkpoint.Open(TestData.Golden(set, "checkpoint"));
        var vision = checkpoint.Config.Vision;
        var table = new PositionTable(vision, checkpoint.Tensors);
        var scope = new ModelScope("positions", checkpoint.Tensors);
        var positions = PositionGraph.Apply(scope["vision_model"], vision);
        scope.Graph.Output(positions, OnnxElementType.Float, 1, "N", vision.HiddenSize);
        using var session = new GraphSession(scope.Build("positions"), new InferenceOptions(), EngineDevice.Cpu);

        foreach (var (rows, columns) in new[] { (16, 16), (8, 8), (9, 12), (15, 16), (5, 7), (1, 1), (1, 100), (3, 40), (33, 31), (100, 160) })
        {
            var got = session.Run(
                [GraphValue.Of(PositionGraph.Grid, new long[] { rows, columns }, 2)], positions.Name, [1, rows * columns, vision.HiddenSize], CancellationToken.None);

            var want = table.For(new PatchGrid(rows, columns));
            Assert.Equal(want.Length, got.Length);
            Assert.Equal(0, want.Zip(got, (a, b) => Math.Abs(a - b)).Max(), 1e-6);
        }
    }
}
