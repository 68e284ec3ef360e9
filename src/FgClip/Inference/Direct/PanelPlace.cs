using FgClip.Kernels;

namespace FgClip.Inference.Direct;

/// <summary>Panels of a buffer from one on.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="First">Its panel that stands for the first one of an operation.</param>
internal readonly record struct PanelPlace(PanelBuffer Buffer, int First = 0)
{
    public static implicit operator PanelPlace(PanelBuffer buffer) => new(buffer);

    /// <summary>A row of a panel, both counted from the place on.</summary>
    public unsafe float* At(int panel, int row = 0) => Buffer.At(First + panel, row);
}
