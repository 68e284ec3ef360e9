using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FgClip.Imaging.Resampling;

/// <summary>
/// The two passes of a resize for any hardware: one pixel at a time, its four bytes side by side in 32-bit lanes.
/// Sums may wrap around on the way; the result is right because it fits.
/// </summary>
internal static unsafe class PortableKernel
{
    /// <summary>Resizes rows: each target pixel is the weighted sum of neighbours in its row.</summary>
    /// <param name="source">The first pixel of the first row.</param>
    /// <param name="sourceStride">Bytes from one source row to the next.</param>
    /// <param name="target">The first target pixel of the first row.</param>
    /// <param name="targetStride">Bytes from one target row to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="axis">The weights of the target pixels of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Across(byte* source, nint sourceStride, byte* target, nint targetStride, int rows, AxisWeights axis)
    {
        fixed (int* weights = axis.Weights)
        {
            for (var row = 0; row < rows; row++, source += sourceStride, target += targetStride)
            {
                for (var i = 0; i < axis.Count; i++)
                {
                    ((uint*)target)[i] = Sum(source + ((nint)axis.Starts[i] * 4), 4, weights + (i * axis.Taps), axis.Counts[i]);
                }
            }
        }
    }

    /// <summary>Makes one target row: each pixel is the weighted sum of those above each other in some source rows.</summary>
    /// <param name="source">The first source row of the target row.</param>
    /// <param name="sourceStride">Bytes from one source row to the next.</param>
    /// <param name="target">The target row.</param>
    /// <param name="pixels">Pixels of the row.</param>
    /// <param name="axis">The weights of the target rows.</param>
    /// <param name="index">The target row within <paramref name="axis"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Down(byte* source, nint sourceStride, byte* target, int pixels, AxisWeights axis, int index)
    {
        fixed (int* weights = &axis.Weights[index * axis.Taps])
        {
            for (var x = 0; x < pixels; x++)
            {
                ((uint*)target)[x] = Sum(source + ((nint)x * 4), sourceStride, weights, axis.Counts[index]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Sum(byte* source, nint step, int* weights, int count)
    {
        var sum = Vector128.Create(AxisWeights.Half);
        for (var i = 0; i < count; i++, source += step)
        {
            var words = Vector128.WidenLower(Vector128.CreateScalar(*(uint*)source).AsByte());
            sum += Vector128.WidenLower(words).AsInt32() * Vector128.Create(weights[i]);
        }

        sum = Vector128.Min(Vector128.Max(sum >> AxisWeights.Precision, Vector128<int>.Zero), Vector128.Create(255));
        var narrow = Vector128.Narrow(sum.AsUInt32(), Vector128<uint>.Zero);
        return Vector128.Narrow(narrow, narrow).AsUInt32().ToScalar();
    }
}
