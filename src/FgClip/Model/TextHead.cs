using FgClip.Checkpoints;
using FgClip.Encoding;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>The linear layer that turns the text tower's pooled state into the feature of one kind of text.</summary>
internal static class TextHead
{
    /// <summary>Input [B,H].</summary>
    public const string Pooled = TextTower.Pooled;

    /// <summary>Output [B,D], not normalised.</summary>
    public const string Feature = "feature";

    public static ModelGraph Build(FgClip2TextConfig config, CheckpointTensors tensors, TextKind kind, GraphOptions? options = null)
    {
        var root = new ModelScope($"text_head_{kind}", tensors, options);
        var graph = root.Graph;
        var pooled = graph.Input(Pooled, OnnxElementType.Float, "B", config.HiddenSize);

        var scope = kind switch
        {
            TextKind.Short => root["text_model"]["head"],
            TextKind.Box => root["boxtext_head"],
            TextKind.Long => root["longtext_head"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        var width = WidthOf(config, kind);
        var feature = Linear.Apply(scope, pooled, config.HiddenSize, width);

        graph.Output(graph.Node("Identity", Feature, [scope.Widen(feature)]), OnnxElementType.Float, "B", width);
        return root.Build($"{kind} text head");
    }

    /// <summary>D. Only the short head may project to another width; the other two are square in the official code.</summary>
    public static int WidthOf(FgClip2TextConfig config, TextKind kind) =>
        kind == TextKind.Short ? config.ProjectionSize : config.HiddenSize;
}
