using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model.FgClip1;

/// <summary>
/// The two ways through the last layer. The image feature is the class token's: attention, MLP, post_layernorm,
/// visual_projection. Dense features take every patch through the layer without attention, in whose place stands
/// out_proj(v_proj x).
/// </summary>
internal static class FirstVisionHeads
{
    /// <summary>Input [B,N+1,H]: <see cref="FirstVisionTower.HiddenState"/>.</summary>
    public const string HiddenState = FirstVisionTower.HiddenState;

    /// <summary>Output of the image head [B,D], not normalised.</summary>
    public const string Feature = AttentionPoolingHead.Feature;

    /// <summary>Output of the dense head [B,N,D], not normalised.</summary>
    public const string DenseFeature = AttentionPoolingHead.DenseFeature;

    /// <summary>Image feature: [B,N+1,H] → [B,D].</summary>
    public static ModelGraph BuildImage(FgClip1Config config, CheckpointTensors tensors, GraphOptions? options = null)
    {
        var root = new ModelScope("image_head", tensors, options);
        var scope = root["vision_model"];
        var shape = TowerShape.Of(config.Vision);
        var graph = root.Graph;

        var hidden = graph.Input(HiddenState, OnnxElementType.Float, "B", "N", shape.HiddenSize);
        var rows = TokenRows.Like(graph, hidden, shape.HiddenSize, "tokens");
        var x = rows.Flatten(hidden, shape.HiddenSize, "hidden.rows");                                       // [B·(N+1),H]
        x = EncoderLayer.ApplyForLast(LastLayer(scope, shape), x, shape, rows, OnnxValue.None);              // [B,H]
        x = Project(root, x, shape, config.ProjectionDim);                                                   // [B,D]

        graph.Output(graph.Node("Identity", Feature, [x]), OnnxElementType.Float, "B", config.ProjectionDim);
        return root.Build("image head");
    }

    /// <summary>Dense features: [B,N+1,H] → [B,N,D], without the class token.</summary>
    public static ModelGraph BuildDense(FgClip1Config config, CheckpointTensors tensors, GraphOptions? options = null)
    {
        var root = new ModelScope("dense_head", tensors, options);
        var shape = TowerShape.Of(config.Vision);
        var graph = root.Graph;

        var hidden = graph.Input(HiddenState, OnnxElementType.Float, "B", "T", shape.HiddenSize);
        var patches = graph.Node(                                                                            // [B,N,H]
            "Slice", "patches", [hidden, graph.Constant("patches.from", 0), graph.Constant("patches.to", -1), graph.Constant("patches.axis", 1)]);
        var rows = TokenRows.Like(graph, patches, config.ProjectionDim, "features");
        var x = rows.Flatten(patches, shape.HiddenSize, "patches.rows");                                     // [B·N,H]
        x = WithoutAttention(LastLayer(root["vision_model"], shape), x, shape);
        x = Project(root, x, shape, config.ProjectionDim);                                                   // [B·N,D]

        graph.Output(rows.Unflatten(x, DenseFeature), OnnxElementType.Float, "B", "N", config.ProjectionDim);
        return root.Build("dense head");
    }

    // forward_without_attn of the official code: [M,H] → [M,H]
    private static OnnxValue WithoutAttention(ModelScope layer, OnnxValue x, TowerShape shape)
    {
        var normed = LayerNorm.Apply(layer["layer_norm1"], x, shape.HiddenSize, shape.LayerNormEpsilon);
        var attention = layer["self_attn"];
        var value = Linear.Apply(attention["v_proj"], normed, shape.HiddenSize, shape.HiddenSize);
        value = Linear.Apply(attention["out_proj"], value, shape.HiddenSize, shape.HiddenSize);
        x = layer.Graph.Node("Add", layer.NodeName("attention_sum"), [x, layer.Widen(value)]);
        normed = LayerNorm.Apply(layer["layer_norm2"], x, shape.HiddenSize, shape.LayerNormEpsilon);
        return layer.Graph.Node("Add", layer.NodeName("mlp_sum"), [x, layer.Widen(Mlp.Apply(layer["mlp"], normed, shape))]);
    }

    // post_layernorm, visual_projection: [M,H] → [M,D], float32
    private static OnnxValue Project(ModelScope root, OnnxValue x, TowerShape shape, int width)
    {
        x = LayerNorm.Apply(root["vision_model"]["post_layernorm"], x, shape.HiddenSize, shape.LayerNormEpsilon);
        var projection = root["visual_projection"];
        return root.Widen(Linear.ApplyWithoutBias(projection, x, projection.ProductWeight("weight", width, shape.HiddenSize)));
    }

    private static ModelScope LastLayer(ModelScope scope, TowerShape shape) => EncoderLayer.Layer(scope, shape.LayerCount - 1);
}
