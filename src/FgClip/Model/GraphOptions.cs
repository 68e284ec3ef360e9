using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>How the graphs of a model are built.</summary>
internal sealed record GraphOptions
{
    /// <summary>Float32 throughout, for a session that is handed the weights.</summary>
    public static GraphOptions Default { get; } = new();

    /// <summary>
    /// The type of matrix products, attention and activations, and of the weights they multiply with. Sums along the layers
    /// and normalisations stay float32, as under PyTorch's autocast: there small differences of large numbers count, and
    /// float16 would overflow. Inputs and outputs of a graph are float32 whatever this is.
    /// </summary>
    public OnnxElementType ProductType { get; init; } = OnnxElementType.Float;

    /// <summary>As <see cref="OnnxGraph.EmulatesBFloat16"/>.</summary>
    public bool EmulatesBFloat16 { get; init; }

    /// <summary>
    /// Whether weights are inputs of the graph, given with every run, so that one session serves all layers of a shape.
    /// </summary>
    public bool WeightsAreInputs { get; init; }

    /// <summary>
    /// Whether the graph computes from the checkpoint's constants what a session of this library is given as inputs (the
    /// probe, the positions), so that others need nothing beside it.
    /// </summary>
    public bool IsComplete { get; init; }
}
