using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>One pre-norm transformer layer; the same in both towers.</summary>
internal static class EncoderLayer
{
    /// <summary>x += attn(layer_norm1 x); x += mlp(layer_norm2 x). [B·N,H] → [B·N,H].</summary>
    public static OnnxValue Apply(ModelScope scope, OnnxValue x, TowerShape shape, TokenRows rows, OnnxValue keyMask)
    {
        var normed = LayerNorm.Apply(scope["layer_norm1"], x, shape.HiddenSize, shape.LayerNormEpsilon);
        x = Add(scope, "attention_sum", x, SelfAttention(scope["self_attn"], normed, shape, rows, keyMask));
        normed = LayerNorm.Apply(scope["layer_norm2"], x, shape.HiddenSize, shape.LayerNormEpsilon);
        return Add(scope, "mlp_sum", x, Mlp.Apply(scope["mlp"], normed, shape));
    }

    /// <summary>All <see cref="TowerShape.LayerCount"/> layers below <c>encoder.layers</c>.</summary>
    public static OnnxValue ApplyAll(ModelScope scope, OnnxValue x, TowerShape shape, TokenRows rows, OnnxValue keyMask)
    {
        for (var index = 0; index < shape.LayerCount; index++) x = Apply(Layer(scope, index), x, shape, rows, keyMask);
        return x;
    }

    /// <summary>
    /// All layers, of which only the state at the last position is wanted: [B·N,H] → [B,H]. The last layer needs keys and
    /// values of every position, but query, projections and MLP of that one alone.
    /// </summary>
    public static OnnxValue ApplyAllForLast(ModelScope scope, OnnxValue x, TowerShape shape, TokenRows rows, OnnxValue keyMask)
    {
        for (var index = 0; index < shape.LayerCount - 1; index++) x = Apply(Layer(scope, index), x, shape, rows, keyMask);
        return ApplyForLast(Layer(scope, shape.LayerCount - 1), x, shape, rows, keyMask);
    }

    /// <summary>The place of one layer.</summary>
    public static ModelScope Layer(ModelScope scope, int index) =>
        scope["encoder"]["layers"][index.ToString(System.Globalization.CultureInfo.InvariantCulture)];

    /// <summary>One layer, of which only the state at the last position is wanted: [B·N,H] → [B,H].</summary>
    public static OnnxValue ApplyForLast(ModelScope layer, OnnxValue x, TowerShape shape, TokenRows rows, OnnxValue keyMask)
    {
        var normed = LayerNorm.Apply(layer["layer_norm1"], x, shape.HiddenSize, shape.LayerNormEpsilon); // [B·N,H]
        var query = rows.Last(normed, shape.HiddenSize, layer.NodeName("query.last"));                  // [B,H]
        x = rows.Last(x, shape.HiddenSize, layer.NodeName("last"));                                     // [B,H]
        x = Add(layer, "attention_sum", x, SelfAttention(layer["self_attn"], query, normed, shape, rows, keyMask));
        normed = LayerNorm.Apply(layer["layer_norm2"], x, shape.HiddenSize, shape.LayerNormEpsilon);
        return Add(layer, "mlp_sum", x, Mlp.Apply(layer["mlp"], normed, shape));
    }

    // One query a sequence: [B,H] over keys and values from [B·N,H] → [B,H]
    private static OnnxValue SelfAttention(
        ModelScope scope, OnnxValue query, OnnxValue x, TowerShape shape, TokenRows rows, OnnxValue keyMask)
    {
        query = Linear.Apply(scope["q_proj"], query, shape.HiddenSize, shape.HiddenSize);
        var queryShape = scope.Graph.Constant(scope.NodeName("q_proj.shape"), -1, 1, shape.HiddenSize);
        query = scope.Graph.Node("Reshape", scope.NodeName("q_proj.tokens"), [query, queryShape]);       // [B,1,H]
        return Mix(scope, query, x, shape, rows, keyMask, causal: false); // the last position sees all
    }

    // Every position is a query: [B·N,H] → [B·N,H]
    private static OnnxValue SelfAttention(
        ModelScope scope, OnnxValue x, TowerShape shape, TokenRows rows, OnnxValue keyMask) =>
        Mix(scope, Project(scope, "q_proj", x, shape, rows), x, shape, rows, keyMask, shape.IsCausal);

    // k_proj, v_proj, attention, out_proj: queries [B,Nq,H] over [B·N,H] → [B·Nq,H]
    private static OnnxValue Mix(
        ModelScope scope, OnnxValue query, OnnxValue x, TowerShape shape, TokenRows rows, OnnxValue keyMask, bool causal)
    {
        var key = Project(scope, "k_proj", x, shape, rows);
        var value = Project(scope, "v_proj", x, shape, rows);
        var mixed = Attention.Apply(scope, query, key, value, shape.HeadCount, keyMask, causal); // [B,Nq,H]
        mixed = rows.Flatten(mixed, shape.HiddenSize, scope.NodeName("attention_rows"));         // [B·Nq,H]
        return Linear.Apply(scope["out_proj"], mixed, shape.HiddenSize, shape.HiddenSize);
    }

    // [B·N,H] → [B,N,H]
    private static OnnxValue Project(ModelScope scope, string name, OnnxValue x, TowerShape shape, TokenRows rows) =>
        rows.Unflatten(Linear.Apply(scope[name], x, shape.HiddenSize, shape.HiddenSize), scope.NodeName($"{name}.tokens"));

    // In float32, whatever the right side was computed in.
    private static OnnxValue Add(ModelScope scope, string name, OnnxValue left, OnnxValue right) =>
        scope.Graph.Node("Add", scope.NodeName(name), [left, scope.Widen(right)]);
}
