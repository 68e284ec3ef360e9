using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FgClip.Kernels;

/// <summary>
/// What is computed over panels, for the registers of this processor. What a token gets depends on nothing but itself and,
/// in attention, its sequence: not on how many others are computed with it, to the last bit. Thread-safe.
/// </summary>
internal abstract class PanelKernels
{
    /// <summary>The fastest for this processor; null where there is none: registers of 256 bits and fused products are needed.</summary>
    public static PanelKernels? Best { get; } = Create();

    /// <summary>What they run on, for people.</summary>
    public abstract string Name { get; }

    /// <summary>Some rows of a linear layer over one panel.</summary>
    public abstract void Multiply(in ProductOperands operands);

    /// <summary>Layer normalisation of one panel.</summary>
    public abstract void Normalize(in NormOperands operands);

    /// <summary>Attention of one head for the queries of one panel.</summary>
    public abstract void Attend(in AttentionOperands operands);

    private static PanelKernels? Create() =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? new LanePanelKernels<Lanes512>("AVX-512")
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? new LanePanelKernels<Lanes256>("AVX2")
        : null;
}
