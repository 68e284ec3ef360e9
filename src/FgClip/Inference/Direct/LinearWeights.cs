namespace FgClip.Inference.Direct;

/// <summary>A linear layer's weights where they lie: W [out,in] row-major, b [out].</summary>
/// <param name="weight">W.</param>
/// <param name="bias">b; null for none.</param>
/// <param name="rows">out.</param>
/// <param name="inner">in.</param>
internal readonly unsafe struct LinearWeights(float* weight, float* bias, int rows, int inner)
{
    public float* Weight { get; } = weight;

    public float* Bias { get; } = bias;

    public int Rows { get; } = rows;

    public int Inner { get; } = inner;
}
