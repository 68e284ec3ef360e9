using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>
/// Multi-head attention of one query over tokens that are projected by no one else, without projecting every token.
/// Per head, q·(K x + b) is (Kᵀ q)·x and a number that is the same for all tokens, which softmax does not see; and the
/// weighted sum of V x + b is V applied to the weighted sum of x. So both matrices meet one row a head instead of one a token.
/// </summary>
internal static class SingleQueryAttention
{
    /// <summary>Projects with the second and third part of <c>in_proj_weight</c> [3H,H] and <c>in_proj_bias</c>.</summary>
    /// <param name="scope">The attention's place.</param>
    /// <param name="query">[B,H], projected.</param>
    /// <param name="tokens">[B,N,H].</param>
    /// <param name="shape">The tower's sizes; D is the width of a head.</param>
    /// <returns>[B,H], all heads beside one another, before out_proj.</returns>
    public static OnnxValue Apply(ModelScope scope, OnnxValue query, OnnxValue tokens, TowerShape shape)
    {
        int width = shape.HiddenSize, heads = shape.HeadCount, depth = width / heads;
        var key = scope.ProductPart("in_proj_weight", 1, 3, [3L * width, width], [heads, depth, width]);     // [heads,D,H]
        var value = scope.ProductPart("in_proj_weight", 2, 3, [3L * width, width], [heads, depth, width]);   // [heads,D,H]
        var bias = scope.ProductPart("in_proj_bias", 2, 3, [3L * width], [width]);                           // [H]

        tokens = scope.Narrow(tokens);
        query = Reshape("query.heads", scope.Narrow(query), -1, heads, 1, depth);                                   // [B,heads,1,D]
        query = Reshape("query.rows", scope.Graph.Node("MatMul", Name("query.keys"), [query, key]), -1, heads, width);
        var scores = scope.Graph.MicrosoftNode(                                                       // [B,heads,N]
            "FusedMatMul",
            Name("scores"),
            [query, tokens],
            new OnnxAttribute("transB", 1L),
            new OnnxAttribute("alpha", (float)(1 / Math.Sqrt(depth))));
        var weights = scope.Graph.Node("Softmax", Name("weights"), [scores], new OnnxAttribute("axis", -1L));
        var pooled = scope.Graph.Node("MatMul", Name("pooled"), [weights, tokens]);                   // [B,heads,H]

        pooled = Reshape("pooled.rows", pooled, -1, heads, 1, width);                                 // [B,heads,1,H]
        var mixed = scope.Graph.MicrosoftNode(                                                        // [B,heads,1,D]
            "FusedMatMul", Name("values"), [pooled, value], new OnnxAttribute("transB", 1L));
        mixed = Reshape("values.rows", mixed, -1, width);                                             // [B,H]
        return scope.Graph.Node("Add", Name("mixed"), [mixed, bias]);

        string Name(string local) => scope.NodeName(local);

        OnnxValue Reshape(string name, OnnxValue x, params ReadOnlySpan<long> to) =>
            scope.Graph.Node("Reshape", Name(name), [x, scope.Graph.Constant($"{Name(name)}.shape", to)]);
    }
}
