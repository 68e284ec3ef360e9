using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>x·Wᵀ + b over rows, in the type of matrix products; weights are [out,in] as in the checkpoint.</summary>
internal static class Linear
{
    /// <summary>[M,in] → [M,out] with the keys <c>weight</c> and <c>bias</c> of <paramref name="scope"/>.</summary>
    public static OnnxValue Apply(ModelScope scope, OnnxValue x, int inputWidth, int outputWidth) =>
        Apply(scope, "out", x, scope.ProductWeight("weight", outputWidth, inputWidth), scope.ProductWeight("bias", outputWidth));

    /// <summary>[M,in] → [M,out] with a weight alone: x·Wᵀ.</summary>
    public static OnnxValue ApplyWithoutBias(ModelScope scope, OnnxValue x, OnnxValue weight) =>
        scope.Graph.Node("Gemm", scope.NodeName("out"), [scope.Narrow(x), weight], new OnnxAttribute("transB", 1L));

    /// <summary>
    /// [M,H] → [M,H] with third <paramref name="part"/> (0 query, 1 key, 2 value) of the packed projection
    /// <c>in_proj_weight</c> [3H,H] that torch.nn.MultiheadAttention keeps.
    /// </summary>
    public static OnnxValue PackedProjection(ModelScope scope, string name, int part, OnnxValue x, int width) =>
        Apply(
            scope,
            name,
            x,
            scope.ProductPart("in_proj_weight", part, 3, 3L * width, width),
            scope.ProductPart("in_proj_bias", part, 3, 3L * width));

    private static OnnxValue Apply(ModelScope scope, string name, OnnxValue x, OnnxValue weight, OnnxValue bias) =>
        scope.Graph.Node("Gemm", scope.NodeName(name), [scope.Narrow(x), weight, bias], new OnnxAttribute("transB", 1L));
}
