using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>Layer normalisation over the last axis, in float32.</summary>
internal static class LayerNorm
{
    /// <summary>[…,H] → […,H].</summary>
    public static OnnxValue Apply(ModelScope scope, OnnxValue x, int width, double epsilon) =>
        scope.Graph.Node(
            "LayerNormalization",
            scope.NodeName("out"),
            [scope.Widen(x), scope.Weight("weight", width), scope.Weight("bias", width)],
            new OnnxAttribute("epsilon", (float)epsilon));
}
