using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>
/// Embedded tokens to the pooled hidden state (text_model without its head): the layers, bidirectional or causal,
/// final_layer_norm, the state at the last position whatever token stands there.
/// </summary>
internal static class TextTower
{
    /// <summary>Input [B,T,H]: token and position embeddings added (<see cref="TokenEmbedding"/>).</summary>
    public const string Embeddings = "embeddings";

    /// <summary>Input [B,T] int32, 1 for tokens and 0 for padding; only where the checkpoint masks padding.</summary>
    public const string AttentionMask = "attention_mask";

    /// <summary>Output [B,H].</summary>
    public const string Pooled = "pooled";

    public static ModelGraph Build(TowerShape shape, CheckpointTensors tensors, bool masked, GraphOptions? options = null)
    {
        var root = new ModelScope("text_tower", tensors, options);
        var scope = root["text_model"];
        var graph = root.Graph;

        var embeddings = graph.Input(Embeddings, OnnxElementType.Float, "B", "T", shape.HiddenSize);
        var mask = masked ? graph.Input(AttentionMask, OnnxElementType.Int32, "B", "T") : OnnxValue.None;

        var rows = TokenRows.Like(graph, embeddings, shape.HiddenSize, "tokens");
        var x = rows.Flatten(embeddings, shape.HiddenSize, "embeddings.rows");                         // [B·T,H]
        var last = EncoderLayer.ApplyAllForLast(scope, x, shape, rows, mask);                           // [B,H]
        last = LayerNorm.Apply(scope["final_layer_norm"], last, shape.HiddenSize, shape.LayerNormEpsilon);

        graph.Output(graph.Node("Identity", Pooled, [last]), OnnxElementType.Float, "B", shape.HiddenSize);
        return root.Build("text tower");
    }
}
