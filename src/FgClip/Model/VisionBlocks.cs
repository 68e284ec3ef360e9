using System.Globalization;
using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>
/// The vision tower and the dense head as small graphs over a block of M rows of one picture, for pictures so large that
/// a run of the whole tower would take minutes: between two blocks progress can be told, the run can be stopped and other
/// work can be done, and memory is needed for M rows where the tower would need N. A layer is two graphs, since a block's
/// attention needs the keys and values of all N rows. Weights are inputs: all layers share one session. Same operations in the same order as <see cref="VisionTower"/>.
/// </summary>
internal static class VisionBlocks
{
    /// <summary>Input [1,M,P] of the embedding: as <see cref="VisionTower.Patches"/>.</summary>
    public const string Patches = VisionTower.Patches;

    /// <summary>Input [1,M,H] of the embedding: as <see cref="VisionTower.Positions"/>.</summary>
    public const string Positions = VisionTower.Positions;

    /// <summary>Input [1,M,H] of the other graphs.</summary>
    public const string Rows = "rows";

    /// <summary>[1,M,H] out of a key graph, [1,N,H] into a query graph.</summary>
    public const string Key = "key";

    /// <summary>[1,M,H] out of a key graph, [1,N,H] into a query graph.</summary>
    public const string Value = "value";

    /// <summary>Output [1,M,H] of the graphs that have one.</summary>
    public const string Result = "result";

    /// <summary>patches·W + b + positions: [1,M,P] → [1,M,H].</summary>
    public static ModelGraph BuildEmbedding(FgClip2VisionConfig config, CheckpointTensors tensors, GraphOptions? options = null)
    {
        var block = new Block("vision_embedding", config, tensors, options);
        var patches = block.Graph.Input(Patches, OnnxElementType.Float, 1, "M", config.PatchLength);
        var positions = block.Graph.Input(Positions, OnnxElementType.Float, 1, "M", block.Width);
        var rows = block.RowsLike(patches);
        var x = rows.Flatten(patches, config.PatchLength, "patches.rows");                                        // [M,P]
        x = Linear.Apply(block.Root["vision_model"]["embeddings"]["patch_embedding"], x, config.PatchLength, block.Width);
        return block.Finish(block.Graph.Node("Add", "embeddings", [block.Root.Widen(rows.Unflatten(x, "patch_embeds")), positions]), "vision embedding");
    }

    /// <summary>layer_norm1, k_proj and v_proj of a layer: [1,M,H] → two [1,M,H].</summary>
    public static ModelGraph BuildKeys(FgClip2VisionConfig config, CheckpointTensors tensors, int layer, GraphOptions? options = null)
    {
        var block = new Block("vision_keys", config, tensors, options);
        var scope = block.Layer(layer);
        var input = block.Graph.Input(Rows, OnnxElementType.Float, 1, "M", block.Width);
        var rows = block.RowsLike(input);
        var normed = LayerNorm.Apply(
            scope["layer_norm1"], rows.Flatten(input, block.Width, "input.rows"), block.Width, block.Shape.LayerNormEpsilon);
        block.Output(rows, Linear.Apply(scope["self_attn"]["k_proj"], normed, block.Width, block.Width), Key);
        block.Output(rows, Linear.Apply(scope["self_attn"]["v_proj"], normed, block.Width, block.Width), Value);
        return block.Root.Build("vision layer's keys");
    }

    /// <summary>A layer for a block of queries: x [1,M,H], keys and values [1,N,H] → [1,M,H].</summary>
    public static ModelGraph BuildLayer(FgClip2VisionConfig config, CheckpointTensors tensors, int layer, GraphOptions? options = null)
    {
        var block = new Block("vision_layer", config, tensors, options);
        var (scope, shape, width) = (block.Layer(layer), block.Shape, block.Width);
        var input = block.Graph.Input(Rows, OnnxElementType.Float, 1, "M", width);
        var rows = block.RowsLike(input);
        var x = rows.Flatten(input, width, "input.rows");                                                         // [M,H]
        var normed = LayerNorm.Apply(scope["layer_norm1"], x, width, shape.LayerNormEpsilon);
        var query = rows.Unflatten(Linear.Apply(scope["self_attn"]["q_proj"], normed, width, width), "query");    // [1,M,H]
        var mixed = block.Attend(scope["self_attn"], query, rows);                                                // [M,H]
        x = block.Graph.Node("Add", "attention_sum", [x, block.Root.Widen(Linear.Apply(scope["self_attn"]["out_proj"], mixed, width, width))]);
        normed = LayerNorm.Apply(scope["layer_norm2"], x, width, shape.LayerNormEpsilon);
        x = block.Graph.Node("Add", "mlp_sum", [x, block.Root.Widen(Mlp.Apply(scope["mlp"], normed, shape))]);
        return block.Finish(rows.Unflatten(x, "encoded"), "vision layer");
    }

    /// <summary>post_layernorm: [1,M,H] → [1,M,H].</summary>
    public static ModelGraph BuildNorm(FgClip2VisionConfig config, CheckpointTensors tensors, GraphOptions? options = null)
    {
        var block = new Block("vision_norm", config, tensors, options);
        var input = block.Graph.Input(Rows, OnnxElementType.Float, 1, "M", block.Width);
        var normed = LayerNorm.Apply(block.Root["vision_model"]["post_layernorm"], input, block.Width, block.Shape.LayerNormEpsilon);
        return block.Finish(normed, "vision norm");
    }

    /// <summary>Keys and values of the dense head: [1,M,H] → two [1,M,H].</summary>
    public static ModelGraph BuildDenseKeys(FgClip2VisionConfig config, CheckpointTensors tensors, GraphOptions? options = null)
    {
        var block = new Block("dense_keys", config, tensors, options);
        var attention = block.Root["dense_feature_head"]["attention"];
        var input = block.Graph.Input(Rows, OnnxElementType.Float, 1, "M", block.Width);
        var rows = block.RowsLike(input);
        var x = rows.Flatten(input, block.Width, "input.rows");                                                   // [M,H]
        block.Output(rows, Linear.PackedProjection(attention, "key.rows", 1, x, block.Width), Key);
        block.Output(rows, Linear.PackedProjection(attention, "value.rows", 2, x, block.Width), Value);
        return block.Root.Build("dense head's keys");
    }

    /// <summary>The dense head for a block of queries: x [1,M,H], keys and values [1,N,H] → [1,M,H].</summary>
    public static ModelGraph BuildDense(FgClip2VisionConfig config, CheckpointTensors tensors, GraphOptions? options = null)
    {
        var block = new Block("dense_block", config, tensors, options);
        var (scope, shape, width) = (block.Root["dense_feature_head"], block.Shape, block.Width);
        var input = block.Graph.Input(Rows, OnnxElementType.Float, 1, "M", width);
        var rows = block.RowsLike(input);
        var x = rows.Flatten(input, width, "input.rows");                                                         // [M,H]
        var query = rows.Unflatten(Linear.PackedProjection(scope["attention"], "query.rows", 0, x, width), "query"); // [1,M,H]
        var y = block.Root.Widen(Linear.Apply(scope["attention"]["out_proj"], block.Attend(scope["attention"], query, rows), width, width));
        var normed = LayerNorm.Apply(scope["layernorm"], y, width, shape.LayerNormEpsilon);
        y = block.Graph.Node("Add", "feature.rows", [y, block.Root.Widen(Mlp.Apply(scope["mlp"], normed, shape))]);
        return block.Finish(rows.Unflatten(y, "feature"), "dense head");
    }

    // A graph under construction, and what all six have in common.
    private sealed class Block(string name, FgClip2VisionConfig config, CheckpointTensors tensors, GraphOptions? options)
    {
        public ModelScope Root { get; } = new(name, tensors, (options ?? GraphOptions.Default) with { WeightsAreInputs = true });

        public TowerShape Shape { get; } = TowerShape.Of(config);

        public OnnxGraph Graph => Root.Graph;

        public int Width => Shape.HiddenSize;

        public ModelScope Layer(int index) =>
            Root["vision_model"]["encoder"]["layers"][index.ToString(CultureInfo.InvariantCulture)];

        public TokenRows RowsLike(OnnxValue input) => TokenRows.Like(Graph, input, Width, "tokens");

        // [1,M,H] over keys and values [1,N,H] → [M,H]
        public OnnxValue Attend(ModelScope scope, OnnxValue query, TokenRows rows)
        {
            var key = Graph.Input(Key, OnnxElementType.Float, 1, "N", Width);
            var value = Graph.Input(Value, OnnxElementType.Float, 1, "N", Width);
            var mixed = Attention.Apply(scope, query, key, value, Shape.HeadCount, OnnxValue.None);
            return rows.Flatten(mixed, Width, "mixed.rows");
        }

        public void Output(TokenRows rows, OnnxValue x, string output) =>
            Graph.Output(rows.Unflatten(Root.Widen(x), output), OnnxElementType.Float, 1, "M", Width);

        public ModelGraph Finish(OnnxValue x, string title)
        {
            Graph.Output(Graph.Node("Identity", Result, [x]), OnnxElementType.Float, 1, "M", Width);
            return Root.Build(title);
        }
    }
}
