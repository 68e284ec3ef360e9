using System.Numerics.Tensors;
using FgClip.Checkpoints;

namespace FgClip.Model.FgClip1;

/// <summary>
/// What is added to the embedded patches: the position table [N+1,H] of the checkpoint, whose first row is the class
/// token's, with that row last and the class token in it.
/// </summary>
internal static class ClassPositions
{
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
