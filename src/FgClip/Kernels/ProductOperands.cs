namespace FgClip.Kernels;

/// <summary>What becomes of a product.</summary>
internal enum ProductUse
{
    /// <summary>It is the result.</summary>
    Store,

    /// <summary>It is added to what the result holds: a residual.</summary>
    Add,

    /// <summary>Its GELU, by the approximation with tanh, is the result.</summary>
    Gelu,
}

/// <summary>Some rows of a linear layer over one panel: (W·x + b), W as it lies in the checkpoint, [out,in] row-major.</summary>
internal unsafe struct ProductOperands
{
    /// <summary>The first of the rows of W.</summary>
    public float* Weights;

    /// <summary>The first of their biases; null for none.</summary>
    public float* Bias;

    /// <summary>Rows of W.</summary>
    public int Rows;

    /// <summary>Columns of W, rows of the input.</summary>
    public int Inner;

    /// <summary>The input's panel [<see cref="Inner"/>,64].</summary>
    public float* Input;

    /// <summary>The first of the rows of the output's panel.</summary>
    public float* Output;

    /// <summary>Lanes to compute, a multiple of <see cref="Panel.Granule"/>.</summary>
    public int Lanes;

    public ProductUse Use;
}
