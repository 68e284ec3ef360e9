namespace FgClip.Kernels;

/// <summary>What <see cref="Tile{TLanes}"/> multiplies: C (+)= A·B.</summary>
internal unsafe struct TileOperands
{
    /// <summary>A: its element (row, inner) lies at row · <see cref="LeftRowStride"/> + inner · <see cref="LeftInnerStride"/>.</summary>
    public float* Left;

    /// <summary>Floats from a row of A to the next.</summary>
    public nint LeftRowStride;

    /// <summary>Floats from an element of a row of A to the next.</summary>
    public nint LeftInnerStride;

    /// <summary>B: rows of a panel, <see cref="Panel.Width"/> floats from one to the next.</summary>
    public float* Right;

    /// <summary>Columns of A, rows of B.</summary>
    public int Inner;

    /// <summary>C: rows of a panel.</summary>
    public float* Product;

    /// <summary>Whether the product is added to what C holds.</summary>
    public bool AddToProduct;
}
