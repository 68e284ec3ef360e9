using FgClip.Kernels;
using FgClip.Model;

namespace FgClip.Inference.Direct;

/// <summary>Patches to <c>last_hidden_state</c> (vision_model without its head).</summary>
internal sealed unsafe class DirectVisionTower
{
    private const string Path = "vision_model";

    private readonly PanelOperations _operations;
    private readonly LinearWeights _patchEmbedding;
    private readonly NormWeights _postLayernorm;
    private readonly int _width;
    private readonly int _patchLength;

    public DirectVisionTower(PanelOperations operations, DirectWeights weights, TowerShape shape, int patchLength)
    {
        (_operations, _width, _patchLength) = (operations, shape.HiddenSize, patchLength);
        _patchEmbedding = weights.Linear($"{Path}.embeddings.patch_embedding", _width, patchLength);
        Layers = LayerWeights.AllOf(weights, Path, shape);
        _postLayernorm = weights.Norm($"{Path}.post_layernorm", _width, shape.LayerNormEpsilon);
    }

    public LayerWeights[] Layers { get; }

    /// <summary>patch_embedding and positions: the states of a run that has begun.</summary>
    /// <param name="run">The run.</param>
    /// <param name="patches">[N,P] a sequence.</param>
    /// <param name="positions">[N,H] a sequence.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Embed(EncoderRun run, float[][] patches, float[][] positions, CancellationToken cancellation)
    {
        var panels = run.Panels;
        foreach (var block in run.Blocks())
        {
            var (first, count) = block;
            using var input = new PanelBuffer(_patchLength, count);
            _operations.ForEach(count, panel => PanelLayout.ToPanel(Part(patches, first + panel, _patchLength), _patchLength, input.At(panel)), cancellation);
            var states = new PanelPlace(run.States, first);
            _operations.Linear(_patchEmbedding, input, states, run.LanesOf(block), ProductUse.Store, cancellation);
            _operations.ForEach(count, panel => PanelLayout.AddToPanel(Part(positions, first + panel, _width), _width, states.At(panel)), cancellation);
        }

        ReadOnlySpan<float> Part(float[][] sequences, int panel, int width) => sequences[panel / panels.PerSequence]
            .AsSpan(panel % panels.PerSequence * Panel.Width * width, panels.TokensIn(panel) * width);
    }

    /// <summary>post_layernorm, after all layers.</summary>
    public void Finish(EncoderRun run, CancellationToken cancellation) =>
        _operations.Normalize(_postLayernorm, run.States, run.States, run.Lanes, cancellation);
}
