using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>Multi-head attention over projected rows, as one fused node.</summary>
internal static class Attention
{
    /// <summary>
    /// softmax(q·kᵀ/√D)·v per head. Without a mask or a bias the CPU engine walks over the keys in blocks, so that
    /// memory grows with N and not with N²; that is why biases are added in the projections and pictures run unpadded.
    /// </summary>
    /// <param name="scope">The attention's place.</param>
    /// <param name="query">[B,Nq,H].</param>
    /// <param name="key">[B,Nk,H].</param>
    /// <param name="value">[B,Nk,H].</param>
    /// <param name="headCount">Heads; D = H / headCount.</param>
    /// <param name="keyMask">[B,Nk] int32, 1 for keys that count; <see cref="OnnxValue.None"/> for all.</param>
    /// <param name="causal">Whether a query sees only the keys up to its own place.</param>
    /// <returns>[B,Nq,H].</returns>
    public static OnnxValue Apply(
        ModelScope scope, OnnxValue query, OnnxValue key, OnnxValue value, int headCount, OnnxValue keyMask, bool causal = false)
    {
        OnnxValue[] inputs = keyMask == OnnxValue.None
            ? [scope.Narrow(query), scope.Narrow(key), scope.Narrow(value)]
            : [scope.Narrow(query), scope.Narrow(key), scope.Narrow(value), OnnxValue.None, keyMask];
        return scope.Graph.MicrosoftNode(
            "MultiHeadAttention",
            scope.NodeName("attention"),
            inputs,
            [new OnnxAttribute("num_heads", (long)headCount), .. causal ? [new OnnxAttribute("unidirectional", 1L)] : Array.Empty<OnnxAttribute>()]);
    }
}
