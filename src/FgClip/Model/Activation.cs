using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>The activation functions that a config's <c>hidden_act</c> may name, as Transformers' ACT2FN defines them.</summary>
internal static class Activation
{
    /// <summary>[…] → […], element by element.</summary>
    public static OnnxValue Apply(ModelScope scope, string hiddenAct, OnnxValue x)
    {
        var name = scope.NodeName("activation");
        return hiddenAct switch
        {
            // Five names of one formula, whose constants some of them write with fewer digits.
            "gelu_pytorch_tanh" or "gelu_new" or "gelu_fast" or "gelu_accurate" or "gelu_python_tanh" =>
                scope.Graph.Node("Gelu", name, [x], new OnnxAttribute("approximate", "tanh")),
            "gelu" or "gelu_python" => scope.Graph.Node("Gelu", name, [x]),
            "quick_gelu" => scope.Graph.MicrosoftNode("QuickGelu", name, [x]), // alpha defaults to 1.702
            "relu" => scope.Graph.Node("Relu", name, [x]),
            "silu" or "swish" => scope.Graph.MicrosoftNode("QuickGelu", name, [x], new OnnxAttribute("alpha", 1f)),
            "leaky_relu" => scope.Graph.Node("LeakyRelu", name, [scope.Widen(x)]), // alpha defaults to 0.01, as in PyTorch
            "mish" => Mish(scope, name, scope.Widen(x)),
            "tanh" => scope.Graph.Node("Tanh", name, [x]),
            "sigmoid" => scope.Graph.Node("Sigmoid", name, [x]),
            "linear" => x,
            _ => throw new FgClipException(
                FgClipErrorKind.Checkpoint,
                "hidden_act is not known",
                expected: string.Join(", ", ConfigValues.Activations),
                got: $"'{hiddenAct}'"),
        };
    }

    // x · tanh(ln(1 + eˣ)). In float32, as the one before: devices have no kernels of these for every type.
    private static OnnxValue Mish(ModelScope scope, string name, OnnxValue x)
    {
        var softplus = scope.Graph.Node("Softplus", $"{name}.softplus", [x]);
        return scope.Graph.Node("Mul", name, [x, scope.Graph.Node("Tanh", $"{name}.tanh", [softplus])]);
    }
}
