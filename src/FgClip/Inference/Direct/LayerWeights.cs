using FgClip.Model;

namespace FgClip.Inference.Direct;

/// <summary>One transformer layer, named as in the checkpoint.</summary>
internal sealed class LayerWeights
{
    private LayerWeights(DirectWeights weights, string path, TowerShape shape)
    {
        var width = shape.HiddenSize;
        LayerNorm1 = weights.Norm($"{path}.layer_norm1", width, shape.LayerNormEpsilon);
        QueryProjection = weights.Linear($"{path}.self_attn.q_proj", width, width);
        KeyProjection = weights.Linear($"{path}.self_attn.k_proj", width, width);
        ValueProjection = weights.Linear($"{path}.self_attn.v_proj", width, width);
        OutProjection = weights.Linear($"{path}.self_attn.out_proj", width, width);
        LayerNorm2 = weights.Norm($"{path}.layer_norm2", width, shape.LayerNormEpsilon);
        Mlp = MlpWeights.Of(weights, $"{path}.mlp", width, shape.IntermediateSize);
    }

    public NormWeights LayerNorm1 { get; }

    public LinearWeights QueryProjection { get; }

    public LinearWeights KeyProjection { get; }

    public LinearWeights ValueProjection { get; }

    public LinearWeights OutProjection { get; }

    public NormWeights LayerNorm2 { get; }

    public MlpWeights Mlp { get; }

    /// <summary>All layers below <c>{tower}.encoder.layers</c>.</summary>
    public static LayerWeights[] AllOf(DirectWeights weights, string tower, TowerShape shape) =>
        [.. Enumerable.Range(0, shape.LayerCount).Select(index => new LayerWeights(
            weights, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{tower}.encoder.layers.{index}"), shape))];
}
