using FgClip.Checkpoints;
using FgClip.Model;

namespace FgClip.Inference;

/// <summary>
/// The sessions of <see cref="VisionBlocks"/>: one a kind of block, so that the working memory that sessions keep does not
/// grow with the layers. Weights are views of those that the whole tower uses. Thread-safe.
/// </summary>
internal sealed class BlockSessions
{
    /// <param name="config">The vision tower.</param>
    /// <param name="tensors">The weights.</param>
    /// <param name="weights">Holds them for the engine.</param>
    /// <param name="graphs">How graphs are built.</param>
    /// <param name="add">Makes a session of a graph, when first used.</param>
    public BlockSessions(
        FgClip2VisionConfig config, CheckpointTensors tensors, SessionWeights weights, GraphOptions graphs, Func<Func<ModelGraph>, SessionSlot> add)
    {
        Embedding = Add(_ => VisionBlocks.BuildEmbedding(config, tensors, graphs));
        Keys = Add(layer => VisionBlocks.BuildKeys(config, tensors, layer, graphs));
        Layer = Add(layer => VisionBlocks.BuildLayer(config, tensors, layer, graphs));
        Norm = Add(_ => VisionBlocks.BuildNorm(config, tensors, graphs));
        DenseKeys = Add(_ => VisionBlocks.BuildDenseKeys(config, tensors, graphs));
        Dense = Add(_ => VisionBlocks.BuildDense(config, tensors, graphs));

        BlockSession Add(Func<int, ModelGraph> build) => new(add(() => build(0)), build, weights);
    }

    public BlockSession Embedding { get; }

    public BlockSession Keys { get; }

    public BlockSession Layer { get; }

    public BlockSession Norm { get; }

    public BlockSession DenseKeys { get; }

    public BlockSession Dense { get; }
}
