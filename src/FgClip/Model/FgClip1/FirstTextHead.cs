using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Onnx;

namespace FgClip.Model.FgClip1;

/// <summary>
/// The projection of the text tower's pooled state: <c>text_projection</c> for short and box texts,
/// <c>text_filip_projection</c> for long ones.
/// </summary>
internal static class FirstTextHead
{
    public static ModelGraph Build(FgClip1Config config, CheckpointTensors tensors, TextKind kind, GraphOptions? options = null)
    {
        var root = new ModelScope($"text_head_{kind}", tensors, options);
        var graph = root.Graph;
        var pooled = graph.Input(TextHead.Pooled, OnnxElementType.Float, "B", config.Text.HiddenSize);

        var scope = root[kind == TextKind.Long ? "text_filip_projection" : "text_projection"];
        var feature = Linear.ApplyWithoutBias(scope, pooled, scope.ProductWeight("weight", config.ProjectionDim, config.Text.HiddenSize)); // [B,D]

        graph.Output(graph.Node("Identity", TextHead.Feature, [scope.Widen(feature)]), OnnxElementType.Float, "B", config.ProjectionDim);
        return root.Build($"{kind} text head");
    }
}
