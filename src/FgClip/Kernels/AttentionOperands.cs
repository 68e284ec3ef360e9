namespace FgClip.Kernels;

/// <summary>Attention of one head: softmax(q·k · <see cref="Scale"/>)·v for the queries of one panel over all keys of a sequence.</summary>
internal unsafe struct AttentionOperands
{
    /// <summary>Floats that <see cref="Scratch"/> must have.</summary>
    public const int ScratchLength = (KeyBlock + 2) * Panel.Width;

    /// <summary>Keys whose scores are kept at a time; the sums over those before are scaled as larger scores are met.</summary>
    public const int KeyBlock = 2 * Panel.Width;

    /// <summary>Queries [<see cref="Depth"/>,64].</summary>
    public float* Queries;

    /// <summary>The head's rows [<see cref="Depth"/>,64] in the sequence's first panel of keys.</summary>
    public float* Keys;

    /// <summary>The same of the values.</summary>
    public float* Values;

    /// <summary>Floats from a panel of keys to the next, and of values.</summary>
    public nint PanelStride;

    /// <summary>Tokens of the sequence.</summary>
    public int Tokens;

    /// <summary>Width of a head.</summary>
    public int Depth;

    /// <summary>Above 0.</summary>
    public float Scale;

    /// <summary>A number a token, 0 for those that are no keys; null where all are.</summary>
    public int* Mask;

    /// <summary>Result [<see cref="Depth"/>,64].</summary>
    public float* Output;

    /// <summary>Lanes to compute, a multiple of <see cref="Panel.Granule"/>.</summary>
    public int Lanes;

    /// <summary>Memory of the calling thread.</summary>
    public float* Scratch;
}
