using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Export;
using FgClip.Inference;
using FgClip.Model;
using FgClip.Onnx;

namespace FgClip.Tests.Inference;

/// <summary>Where no such device is, this is what can be known: every node has a kernel there for the types it is given.</summary>
public class CudaKernelTests
{
    private static readonly CudaKernels Kernels = new();

    private static readonly string[] Sets = ["fgclip2-tiny", "fgclip2-variant", "fgclip1-tiny"];

    public static TheoryData<string, ModelPrecision> Models => new(
        from folder in Sets
        from precision in Enum.GetValues<ModelPrecision>()
        where precision != ModelPrecision.Auto
        select (folder, precision));

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_node_of_every_graph_has_one(string set, ModelPrecision precision)
    {
        using var checkpoint = Checkpoint.Open(TestData.Golden(set, "checkpoint"));
        var (family, type) = (ModelFamily.Of(checkpoint), PrecisionNames.TypeOf(precision));
        ModelGraph[] graphs = [.. GraphsOf(family, new GraphOptions { ProductType = type })];

        Assert.All(ExportGraphs.Of(family, type), graph => Assert.Equal([], Lacks(graph.Model.Graph)));
        Assert.All(graphs, graph => Assert.Equal([], Lacks(graph.Graph)));
        // 16 bits reach the products, and nothing else: what adds up along the layers and normalises stays float32.
        var types = graphs.SelectMany(graph => graph.Graph.Nodes).ToLookup(node => node.Type, node => node.Output);
        Assert.All(types["Gemm"].Concat(types["MultiHeadAttention"]).Concat(types["MatMul"]), output => Assert.Equal(type, output));
        Assert.All(types["LayerNormalization"], output => Assert.Equal(OnnxElementType.Float, output));
        Assert.All(graphs.SelectMany(graph => graph.Graph.Inputs.Concat(graph.Graph.Outputs)), port => Assert.True(port.Type is OnnxElementType.Float or OnnxElementType.Int32, port.Name));
    }

    [Theory]
    [InlineData(ModelPrecision.Float32)]
    [InlineData(ModelPrecision.Float16)]
    [InlineData(ModelPrecision.BFloat16)]
    public void Every_activation_has_one(ModelPrecision precision)
    {
        using var checkpoint = Checkpoint.Open(TestData.ScenesModel);
        foreach (var name in ConfigValues.Activations)
        {
            var scope = new ModelScope("activation", checkpoint.Tensors);
            Activation.Apply(scope, name, scope.Graph.Input("x", PrecisionNames.TypeOf(precision), "N"));

            Assert.Equal([], Lacks(scope.Graph));
        }
    }

    [Fact]
    public void What_is_not_in_the_list_is_found()
    {
        var graph = new OnnxGraph("test");
        var whole = graph.Input("whole", OnnxElementType.Int64, 1);
        var x = graph.Input("x", OnnxElementType.Float, 1);
        graph.Node("Relu", "a", [whole]);
        graph.Node("Einsum", "b", [x]);
        graph.MicrosoftNode("Relu", "c", [x]);
        graph.Node("Relu", "d", [x, x]);
        graph.MicrosoftNode("MultiHeadAttention", "e", [x, x, x, OnnxValue.None, whole]);

        Assert.Equal(
            [
                "input 0 of Relu is int64", "ai.onnx Einsum 21 has no kernel", "com.microsoft Relu 1 has no kernel", "Relu takes no input 1",
                "input 4 of MultiHeadAttention is int64",
            ],
            Lacks(graph));
    }

    private static IEnumerable<ModelGraph> GraphsOf(ModelFamily family, GraphOptions options)
    {
        yield return family.BuildVisionTower(options);
        yield return family.BuildImageHead(options);
        yield return family.BuildDenseHead(options);
        yield return family.BuildTextTower(options);
        foreach (var kind in Enum.GetValues<TextKind>()) yield return family.BuildTextHead(kind, options);
    }

    private static string[] Lacks(OnnxGraph graph) => [.. graph.Nodes.Select(Kernels.Lack).OfType<string>()];
}
