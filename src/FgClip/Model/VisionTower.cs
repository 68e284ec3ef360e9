using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>
/// Patches to <c>last_hidden_state</c> (vision_model without its head). Pictures of a batch have equally many patches,
/// so nothing is padded and nothing masked.
/// </summary>
internal static class VisionTower
{
    /// <summary>Input [B,N,P]: normalised pixels, P = patch_size² · 3 in the order row, column, channel.</summary>
    public const string Patches = "patches";

    /// <summary>
    /// Input [1,N,H], or [B,N,H] where grids differ: the position table resized to each grid (<see cref="PositionTable"/>).
    /// A complete graph has <see cref="PositionGraph.Grid"/> instead.
    /// </summary>
    public const string Positions = "positions";

    /// <summary>Output [B,N,H], after post_layernorm.</summary>
    public const string LastHiddenState = "last_hidden_state";

    public static ModelGraph Build(FgClip2VisionConfig config, CheckpointTensors tensors, GraphOptions? options = null)
    {
        var root = new ModelScope("vision_tower", tensors, options);
        var scope = root["vision_model"];
        var shape = TowerShape.Of(config);
        var patchWidth = config.PatchSize * config.PatchSize * config.NumChannels;
        var graph = root.Graph;

        var patches = graph.Input(Patches, OnnxElementType.Float, "B", "N", patchWidth);
        var positions = root.IsComplete
            ? PositionGraph.Apply(scope, config)                                                            // [1,N,H]
            : graph.Input(Positions, OnnxElementType.Float, "P", "N", shape.HiddenSize);

        var rows = TokenRows.Like(graph, patches, shape.HiddenSize, "tokens");
        var x = rows.Flatten(patches, patchWidth, "patches.rows");                                          // [B·N,P]
        x = Linear.Apply(scope["embeddings"]["patch_embedding"], x, patchWidth, shape.HiddenSize);          // [B·N,H]
        var embedded = rows.Unflatten(x, "patch_embeds");                                                   // [B,N,H]
        embedded = graph.Node("Add", "embeddings", [scope.Widen(embedded), positions]);                     // [B,N,H]
        x = rows.Flatten(embedded, shape.HiddenSize, "embeddings.rows");                                    // [B·N,H]
        x = EncoderLayer.ApplyAll(scope, x, shape, rows, OnnxValue.None);
        x = LayerNorm.Apply(scope["post_layernorm"], x, shape.HiddenSize, shape.LayerNormEpsilon);          // [B·N,H]
        var last = rows.Unflatten(x, LastHiddenState);                                                      // [B,N,H]

        graph.Output(last, OnnxElementType.Float, "B", "N", shape.HiddenSize);
        return root.Build("vision tower");
    }
}
