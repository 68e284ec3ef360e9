using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>Two linear layers with an activation between: <c>fc2(act(fc1 x))</c>.</summary>
internal static class Mlp
{
    /// <summary>[M,H] → [M,H].</summary>
    public static OnnxValue Apply(ModelScope scope, OnnxValue x, TowerShape shape)
    {
        var inner = Linear.Apply(scope["fc1"], x, shape.HiddenSize, shape.IntermediateSize); // [M,I]
        inner = Activation.Apply(scope, shape.HiddenAct, inner);
        return Linear.Apply(scope["fc2"], inner, shape.IntermediateSize, shape.HiddenSize);  // [M,H]
    }
}
