namespace FgClip.Kernels;

/// <summary>Layer normalisation of each token of one panel.</summary>
internal unsafe struct NormOperands
{
    /// <summary>[<see cref="Rows"/>,64].</summary>
    public float* Input;

    /// <summary>[<see cref="Rows"/>,64]; may be the input.</summary>
    public float* Output;

    /// <summary>Features of a token.</summary>
    public int Rows;

    /// <summary>A factor a feature.</summary>
    public float* Weight;

    /// <summary>A summand a feature.</summary>
    public float* Bias;

    public float Epsilon;

    /// <summary>Lanes to compute, a multiple of <see cref="Panel.Granule"/>.</summary>
    public int Lanes;
}
