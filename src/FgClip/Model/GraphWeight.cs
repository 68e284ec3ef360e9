using FgClip.Checkpoints;

namespace FgClip.Model;

/// <summary>
/// The data behind one weight of a graph: as many values of a checkpoint tensor as <paramref name="Shape"/> has, from
/// <paramref name="FirstElement"/> on, row-major.
/// </summary>
internal sealed record GraphWeight(CheckpointTensor Tensor, long FirstElement, long[] Shape)
{
    /// <summary>Values in the weight.</summary>
    public long ElementCount => Shape.Aggregate(1L, (product, side) => product * side);
}
