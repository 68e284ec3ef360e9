using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>
/// The data behind one weight of a graph: as many values of a checkpoint tensor as <paramref name="Shape"/> has, from
/// <paramref name="FirstElement"/> on, row-major, in the type that the graph wants.
/// </summary>
internal sealed record GraphWeight(CheckpointTensor Tensor, long FirstElement, long[] Shape, OnnxElementType Type = OnnxElementType.Float)
{
    /// <summary>Values in the weight.</summary>
    public long ElementCount => Shape.Aggregate(1L, (product, side) => product * side);

    /// <summary>Bytes of the weight in its type.</summary>
    public long ByteCount => ElementCount * Type.Size();
}
