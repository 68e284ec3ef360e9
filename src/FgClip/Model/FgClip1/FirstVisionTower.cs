using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model.FgClip1;

/// <summary>
/// Patches to the hidden state before the last layer, which both heads start from (CLIP's vision_model, of which the
/// last layer is theirs). The class token comes last here: tokens have no order but that of their positions, and the last
/// row is the one that <see cref="EncoderLayer.ApplyForLast"/> takes.
/// </summary>
internal static class FirstVisionTower
{
    /// <summary>
    /// Input [B,N+1,P]: normalised pixels, P = 3 · patch_size² in the order channel, row, column; the last row is zeros,
    /// where the class token will be. A complete graph takes the N patches alone.
    /// </summary>
    public const string Patches = VisionTower.Patches;

    /// <summary>Input [1,N+1,H]: the position table, its last row with the class token added (<see cref="ClassPositions"/>).</summary>
    public const string Positions = VisionTower.Positions;

    /// <summary>Output [B,N+1,H], before the last layer.</summary>
    public const string HiddenState = VisionTower.LastHiddenState;

    public static ModelGraph Build(FgClip1VisionConfig config, CheckpointTensors tensors, GraphOptions? options = null)
    {
        var root = new ModelScope("vision_tower", tensors, options);
        var scope = root["vision_model"];
        var shape = TowerShape.Of(config);
        var graph = root.Graph;

        var patches = graph.Input(Patches, OnnxElementType.Float, "B", "N", config.PatchLength);
        OnnxValue positions;
        if (root.IsComplete)
        {
            positions = ClassPositions.Apply(scope, config);                                              // [1,N+1,H]
            patches = graph.Node("Pad", "patches.padded", [patches, graph.Constant("patches.pads", 0, 0, 0, 0, 1, 0)]); // [B,N+1,P]
        }
        else
        {
            positions = graph.Input(Positions, OnnxElementType.Float, "Q", "N", shape.HiddenSize);
        }

        var rows = TokenRows.Like(graph, patches, shape.HiddenSize, "tokens");
        var x = rows.Flatten(patches, config.PatchLength, "patches.rows");                                // [B·N,P]
        x = PatchEmbedding(scope["embeddings"]["patch_embedding"], x, config);                            // [B·N,H]
        var embedded = rows.Unflatten(x, "patch_embeds");                                                 // [B,N,H]
        embedded = graph.Node("Add", "embeddings", [scope.Widen(embedded), positions]);                                // [B,N,H]
        x = rows.Flatten(embedded, shape.HiddenSize, "embeddings.rows");                                  // [B·N,H]
        x = LayerNorm.Apply(scope["pre_layrnorm"], x, shape.HiddenSize, shape.LayerNormEpsilon);
        x = EncoderLayer.ApplyAll(scope, x, shape with { LayerCount = shape.LayerCount - 1 }, rows, OnnxValue.None);

        graph.Output(rows.Unflatten(x, HiddenState), OnnxElementType.Float, "B", root.IsComplete ? config.NumPatches + 1 : "N", shape.HiddenSize);
        return root.Build("vision tower");
    }

    // A convolution [H,3,p,p] with steps of its own size is a linear layer over patches.
    private static OnnxValue PatchEmbedding(ModelScope scope, OnnxValue patches, FgClip1VisionConfig config)
    {
        long[] kernel = [config.HiddenSize, config.NumChannels, config.PatchSize, config.PatchSize];
        return Linear.ApplyWithoutBias(scope, patches, scope.ProductPart("weight", 0, 1, kernel, [config.HiddenSize, config.PatchLength]));
    }
}
