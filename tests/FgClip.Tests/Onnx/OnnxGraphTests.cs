using FgClip.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Tests.Onnx;

public class OnnxGraphTests
{
    [Fact]
    public void The_engine_runs_a_graph_with_weights_handed_to_it()
    {
        // y = x·Wᵀ + b, W [2,3]
        var graph = new OnnxGraph("test");
        var x = graph.Input("x", OnnxElementType.Float, "M", 3);
        var y = graph.Node(
            "Gemm",
            "y",
            [x, graph.Weight("w", OnnxElementType.Float, [2, 3]), graph.Weight("b", OnnxElementType.Float, [2])],
            new OnnxAttribute("transB", 1L));
        graph.Output(y, OnnxElementType.Float, "M", 2);

        using var options = new SessionOptions();
        using var w = OrtValue.CreateTensorValueFromMemory<float>([1, 2, 3, 4, 5, 6], [2, 3]);
        using var b = OrtValue.CreateTensorValueFromMemory<float>([10, 20], [2]);
        options.AddInitializer("w", w);
        options.AddInitializer("b", b);
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", TestData.ScenesModel);
        using var session = new InferenceSession(graph.ToModel("config.json"), options);
        using var input = OrtValue.CreateTensorValueFromMemory<float>([1, 0, -1, 2, 2, 2], [2, 3]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["x"], [input], ["y"]);

        Assert.Equal([8f, 18f, 22f, 50f], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void A_weight_asked_for_twice_is_declared_once()
    {
        var graph = new OnnxGraph("test");

        var first = graph.Weight("w", OnnxElementType.Float, [2]);
        var second = graph.Weight("w", OnnxElementType.Float, [2]);

        Assert.Equal(first, second);
        Assert.Equal(["w"], graph.Weights.Keys);
    }

    [Fact]
    public void Nodes_are_listed_with_their_domain()
    {
        var graph = new OnnxGraph("test");
        var x = graph.Input("x", OnnxElementType.Float, 1);
        graph.Node("Relu", "a", [x]);
        graph.Node("Relu", "b", [x]);
        graph.MicrosoftNode("QuickGelu", "c", [x]);

        Assert.Equal(["/Relu", "/Relu", "com.microsoft/QuickGelu"], graph.Nodes.Select(node => $"{node.Domain}/{node.Type}"));
    }
}
