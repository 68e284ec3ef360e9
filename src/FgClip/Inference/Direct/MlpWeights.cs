namespace FgClip.Inference.Direct;

/// <summary>Two linear layers with an activation between.</summary>
/// <param name="Fc1">[I,H].</param>
/// <param name="Fc2">[H,I].</param>
internal readonly record struct MlpWeights(LinearWeights Fc1, LinearWeights Fc2)
{
    /// <summary>The layers <c>{path}.fc1</c> and <c>{path}.fc2</c>.</summary>
    public static MlpWeights Of(DirectWeights weights, string path, int width, int inner) =>
        new(weights.Linear($"{path}.fc1", inner, width), weights.Linear($"{path}.fc2", width, inner));
}
