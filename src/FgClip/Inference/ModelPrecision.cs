namespace FgClip.Inference;

/// <summary>
/// The type that matrix products, attention and activations are computed in, and that their weights have. Sums along the
/// layers, normalisations and everything that goes in or comes out are float32 whatever it is.
/// </summary>
public enum ModelPrecision
{
    /// <summary>That of the device: <see cref="Float16"/> on CUDA and TensorRT, <see cref="Float32"/> elsewhere.</summary>
    Auto,

    /// <summary>32 bits, as the official code computes by default: equal to it up to rounding.</summary>
#pragma warning disable CA1720 // its name everywhere: on the command line, in answers, in checkpoints
    Float32,
#pragma warning restore CA1720

    /// <summary>16 bits with 11 of precision and a largest value of 65504; weights take half the memory.</summary>
    Float16,

    /// <summary>16 bits with 8 of precision and the range of float32.</summary>
    BFloat16,
}
