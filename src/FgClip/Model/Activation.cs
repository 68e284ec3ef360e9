using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>The activation functions that a config's <c>hidden_act</c> may name, as Transformers' ACT2FN defines them.</summary>
internal static class Activation
{
    /// <summary>The accepted names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["gelu_pytorch_tanh", "gelu_new", "gelu", "quick_gelu", "relu", "silu"];

    /// <summary>[…] → […], element by element.</summary>
    public static OnnxValue Apply(ModelScope scope, string hiddenAct, OnnxValue x)
    {
        var name = scope.NodeName("activation");
        return hiddenAct switch
        {
            "gelu_pytorch_tanh" or "gelu_new" =>
                scope.Graph.Node("Gelu", name, [x], new OnnxAttribute("approximate", "tanh")),
            "gelu" => scope.Graph.Node("Gelu", name, [x]),
            "quick_gelu" => scope.Graph.MicrosoftNode("QuickGelu", name, [x]), // alpha defaults to 1.702
            "relu" => scope.Graph.Node("Relu", name, [x]),
            "silu" => scope.Graph.MicrosoftNode("QuickGelu", name, [x], new OnnxAttribute("alpha", 1f)),
            _ => throw new FgClipException(
                FgClipErrorKind.Checkpoint,
                "hidden_act is not known",
                expected: string.Join(", ", Names),
                got: $"'{hiddenAct}'"),
        };
    }
}
