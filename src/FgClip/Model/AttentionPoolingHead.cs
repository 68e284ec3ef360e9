using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>
/// The two heads over <c>last_hidden_state</c>: <c>vision_model.head</c> pools with one learned query (the probe),
/// <c>dense_feature_head</c> has the same layers but lets every token be its own query. Either gives
/// y + mlp(layernorm y), where y is the attention's output without a residual to the query.
/// </summary>
internal static class AttentionPoolingHead
{
    /// <summary>Input [B,N,H].</summary>
    public const string LastHiddenState = VisionTower.LastHiddenState;

    /// <summary>
    /// Input [B,1,H] of the image head: the checkpoint's probe, once a picture. An input and not a weight, because the
    /// engine would compute its projection from weights it was not handed yet while it loads the graph. A complete graph has
    /// it as a weight.
    /// </summary>
    public const string Probe = "probe";

    /// <summary>Key of the probe [1,1,H] in the checkpoint.</summary>
    public const string ProbeKey = "vision_model.head.probe";

    /// <summary>Output of the image head [B,H], not normalised.</summary>
    public const string Feature = "feature";

    /// <summary>Output of the dense head [B,N,H], not normalised.</summary>
    public const string DenseFeature = "dense_feature";

    /// <summary>Image feature: [B,N,H] → [B,H].</summary>
    public static ModelGraph BuildImage(FgClip2VisionConfig config, CheckpointTensors tensors, GraphOptions? options = null)
    {
        var root = new ModelScope("image_head", tensors, options);
        var scope = root["vision_model"]["head"];
        var shape = TowerShape.Of(config);
        var width = shape.HiddenSize;
        var graph = root.Graph;

        var hidden = graph.Input(LastHiddenState, OnnxElementType.Float, "B", "N", width);
        var rows = TokenRows.Like(graph, hidden, width, "tokens");

        var probe = root.IsComplete ? scope.Weight("probe", 1, 1, width) : graph.Input(Probe, OnnxElementType.Float, "B", 1, width);
        var query = rows.Flatten(probe, width, "probe.rows");                                              // [B,H], or [1,H] for all
        query = Linear.PackedProjection(scope["attention"], "query", 0, query, width);

        var pooled = SingleQueryAttention.Apply(scope["attention"], query, hidden, shape);                 // [B,H]
        graph.Output(Finish(scope, pooled, shape), OnnxElementType.Float, "B", width);
        return root.Build("image head");
    }

    /// <summary>Dense features: [B,N,H] → [B,N,H]. The checkpoint's <c>dense_feature_head.probe</c> is not used.</summary>
    public static ModelGraph BuildDense(FgClip2VisionConfig config, CheckpointTensors tensors, GraphOptions? options = null)
    {
        var root = new ModelScope("dense_head", tensors, options);
        var scope = root["dense_feature_head"];
        var shape = TowerShape.Of(config);
        var width = shape.HiddenSize;
        var graph = root.Graph;

        var hidden = graph.Input(LastHiddenState, OnnxElementType.Float, "B", "N", width);
        var rows = TokenRows.Like(graph, hidden, width, "tokens");

        var attention = scope["attention"];
        var tokens = rows.Flatten(hidden, width, scope.NodeName("rows"));                                  // [B·N,H]
        var query = rows.Unflatten(Linear.PackedProjection(attention, "query", 0, tokens, width), "query.tokens"); // [B,N,H]
        var key = rows.Unflatten(Linear.PackedProjection(attention, "key", 1, tokens, width), "key.tokens");
        var value = rows.Unflatten(Linear.PackedProjection(attention, "value", 2, tokens, width), "value.tokens");
        var mixed = Attention.Apply(attention, query, key, value, shape.HeadCount, OnnxValue.None);        // [B,N,H]
        mixed = rows.Flatten(mixed, width, attention.NodeName("attention_rows"));                          // [B·N,H]

        var feature = rows.Unflatten(Finish(scope, mixed, shape), DenseFeature);                           // [B,N,H]
        graph.Output(feature, OnnxElementType.Float, "B", "N", width);
        return root.Build("dense head");
    }

    // out_proj, then y + mlp(layernorm y) in float32: [M,H] → [M,H]
    private static OnnxValue Finish(ModelScope scope, OnnxValue mixed, TowerShape shape)
    {
        var y = scope.Widen(Linear.Apply(scope["attention"]["out_proj"], mixed, shape.HiddenSize, shape.HiddenSize));
        var normed = LayerNorm.Apply(scope["layernorm"], y, shape.HiddenSize, shape.LayerNormEpsilon);
        return scope.Graph.Node("Add", Feature, [y, scope.Widen(Mlp.Apply(scope["mlp"], normed, shape))]);
    }
}
