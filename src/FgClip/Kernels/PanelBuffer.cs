using System.Runtime.InteropServices;

namespace FgClip.Kernels;

/// <summary>Activations in panels, in memory of the system's. Not thread-safe by itself; panels are apart.</summary>
internal sealed unsafe class PanelBuffer : IDisposable
{
    private const nuint Alignment = 64;

    private float* _start;

    /// <param name="rows">Features of a token.</param>
    /// <param name="panels">Panels.</param>
    public PanelBuffer(int rows, int panels)
    {
        (Rows, Panels) = (rows, panels);
        var bytes = checked((nuint)rows * (nuint)panels * Panel.Width * sizeof(float));
        _start = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        // Lanes that no token uses are computed too: zeros take no detours through numbers that are none or too small.
        NativeMemory.Clear(_start, bytes);
    }

    /// <summary>Features of a token.</summary>
    public int Rows { get; }

    /// <summary>Panels.</summary>
    public int Panels { get; }

    /// <summary>Floats from a panel to the next.</summary>
    public nint PanelStride => (nint)Rows * Panel.Width;

    /// <summary>A row of a panel.</summary>
    public float* At(int panel, int row = 0)
    {
        ObjectDisposedException.ThrowIf(_start == null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)panel, (uint)Panels);
        return _start + (panel * PanelStride) + ((nint)row * Panel.Width);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
