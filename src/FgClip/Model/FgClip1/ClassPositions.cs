using System.Numerics.Tensors;
using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model.FgClip1;

/// <summary>
/// What is added to the embedded patches: the position table [N+1,H] of the checkpoint, whose first row is the class
/// token's, with that row last and the class token in it.
/// </summary>
internal static class ClassPositions
{
    /// <summary>The same as nodes of a graph: [1,N+1,H].</summary>
    /// <param name="scope">The place <c>vision_model</c>.</param>
    /// <param name="config">The vision tower.</param>
    public static OnnxValue Apply(ModelScope scope, FgClip1VisionConfig config)
    {
        var (graph, embeddings) = (scope.Graph, scope["embeddings"]);
        int width = config.HiddenSize, patches = config.NumPatches;
        var table = embeddings["position_embedding"].Weight("weight", patches + 1, width);                    // [N+1,H]
        OnnxValue zero = graph.Constant("positions.zero", 0), one = graph.Constant("positions.one", 1), end = graph.Constant("positions.end", patches + 1);
        var first = graph.Node("Slice", "positions.first", [table, zero, one, zero]);                         // [1,H]
        first = graph.Node("Add", "positions.class", [first, embeddings.Weight("class_embedding", width)]);   // [1,H]
        var others = graph.Node("Slice", "positions.others", [table, one, end, zero]);                        // [N,H]
        var all = graph.Node("Concat", "positions.all", [others, first], new OnnxAttribute("axis", 0L));      // [N+1,H]
        return graph.Node("Reshape", FirstVisionTower.Positions, [all, graph.Constant("positions.shape", 1, patches + 1, width)]);
    }

    public static float[] Read(FgClip1VisionConfig config, CheckpointTensors tensors)
    {
        const string Embeddings = "vision_model.embeddings.";
        int width = config.HiddenSize, patches = config.NumPatches;
        var table = new float[(patches + 1) * width];
        tensors.Get($"{Embeddings}position_embedding.weight", patches + 1, width).CopyTo(table);
        var token = new float[width];
        tensors.Get($"{Embeddings}class_embedding", width).CopyTo(token);

        var positions = new float[table.Length];
        table.AsSpan(width).CopyTo(positions);
        TensorPrimitives.Add(token, table.AsSpan(0, width), positions.AsSpan(patches * width));
        return positions;
    }
}
