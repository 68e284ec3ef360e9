namespace FgClip.Inference.Direct;

/// <summary>A layer normalisation's weights where they lie.</summary>
/// <param name="weight">A factor a feature.</param>
/// <param name="bias">A summand a feature.</param>
/// <param name="width">Features.</param>
/// <param name="epsilon">Added to the variance.</param>
internal readonly unsafe struct NormWeights(float* weight, float* bias, int width, float epsilon)
{
    public float* Weight { get; } = weight;

    public float* Bias { get; } = bias;

    public int Width { get; } = width;

    public float Epsilon { get; } = epsilon;
}
