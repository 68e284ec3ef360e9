using FgClip.Model;

namespace FgClip.Inference;

/// <summary>One session whose weights are inputs, for every layer that has its shape. Thread-safe.</summary>
/// <param name="slot">The session, built from the graph of layer 0.</param>
/// <param name="build">The graph of a layer; those of two layers differ in the names of their weights alone.</param>
/// <param name="weights">Holds the weights.</param>
internal sealed class BlockSession(SessionSlot slot, Func<int, ModelGraph> build, SessionWeights weights)
{
    /// <summary>A run of one layer.</summary>
    public BlockLayer Of(int layer = 0) =>
        // in the same order, since the same lines built them
        new(slot.Value, [.. build(0).Weights.Keys.Zip(build(layer).Weights.Values, (name, weight) => GraphValue.Of(name, weight, weights))]);
}

/// <summary>A block's session with the weights of one layer.</summary>
/// <param name="Session">The session.</param>
/// <param name="Weights">The weights, under the names of the session's graph.</param>
internal sealed record BlockLayer(GraphSession Session, IReadOnlyList<GraphValue> Weights)
{
    /// <summary>Runs a block; as <see cref="GraphSession.Run(IReadOnlyList{GraphValue}, IReadOnlyList{GraphValue}, CancellationToken, bool)"/>.</summary>
    public void Run(IReadOnlyList<GraphValue> inputs, IReadOnlyList<GraphValue> outputs, bool shrink, CancellationToken cancellation) =>
        Session.Run([.. inputs, .. Weights], outputs, cancellation, shrink);
}
