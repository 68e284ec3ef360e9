using FgClip.Kernels;
using FgClip.Model;

namespace FgClip.Inference.Direct;

/// <summary>The dense head: every token is a query over all of its picture; y + mlp(layernorm y), y being attention's output.</summary>
internal sealed unsafe class DenseHead
{
    private const string Path = "dense_feature_head";

    private readonly PanelOperations _operations;
    private readonly LinearWeights _query, _key, _value, _out;
    private readonly NormWeights _norm;
    private readonly MlpWeights _mlp;
    private readonly int _width;

    public DenseHead(PanelOperations operations, DirectWeights weights, TowerShape shape)
    {
        (_operations, _width) = (operations, shape.HiddenSize);
        _query = weights.PackedProjection($"{Path}.attention", 0, _width);
        _key = weights.PackedProjection($"{Path}.attention", 1, _width);
        _value = weights.PackedProjection($"{Path}.attention", 2, _width);
        _out = weights.Linear($"{Path}.attention.out_proj", _width, _width);
        _norm = weights.Norm($"{Path}.layernorm", _width, shape.LayerNormEpsilon);
        _mlp = MlpWeights.Of(weights, $"{Path}.mlp", _width, shape.IntermediateSize);
    }

    /// <summary>Keys and values of all tokens of a run, whose states are the tower's.</summary>
    public void ProjectKeys(EncoderRun run, CancellationToken cancellation) => run.ProjectKeys(_key, _value, run.States, cancellation);

    /// <summary>Dense features of a block of tokens, after <see cref="ProjectKeys"/>; the normed states are overwritten with them.</summary>
    public void Attend(EncoderRun run, (int First, int Count) block, CancellationToken cancellation)
    {
        var lanes = run.LanesOf(block);
        var features = new PanelPlace(run.Normed, block.First);
        var mixed = run.Mix(_query, new PanelPlace(run.States, block.First), block, null, cancellation);
        _operations.Linear(_out, mixed, features, lanes, ProductUse.Store, cancellation);
        run.AddMlp(_norm, _mlp, features, lanes, cancellation);
    }

    /// <summary>The features of one sequence [N,H], after all blocks.</summary>
    public float[] FeaturesOf(EncoderRun run, int sequence, CancellationToken cancellation)
    {
        var panels = run.Panels;
        var features = GC.AllocateUninitializedArray<float>(panels.Tokens * _width);
        _operations.ForEach(
            panels.PerSequence,
            panel =>
            {
                var from = (sequence * panels.PerSequence) + panel;
                PanelLayout.FromPanel(run.Normed.At(from), _width, features.AsSpan(panel * Panel.Width * _width, panels.TokensIn(panel) * _width));
            },
            cancellation);
        return features;
    }
}
