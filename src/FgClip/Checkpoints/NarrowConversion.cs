using System.Numerics.Tensors;

namespace FgClip.Checkpoints;

/// <summary>Rounds float32 values to 16 bits, to the nearest value and ties to the even one.</summary>
internal static class NarrowConversion
{
    /// <summary>The largest finite float16.</summary>
    public const float LargestFloat16 = 65504;

    /// <summary>To float16.</summary>
    /// <param name="from">Values.</param>
    /// <param name="to">As many halves.</param>
    /// <returns>Whether all finite values stayed finite.</returns>
    public static bool ToFloat16(ReadOnlySpan<float> from, Span<Half> to)
    {
        TensorPrimitives.ConvertToHalf(from, to);
        // NaN is passed on: whoever computes with it says so. The limit is where rounding goes up to infinity.
        foreach (var value in from)
        {
            if (Math.Abs(value) >= LargestFloat16 + 16 && float.IsFinite(value)) return false;
        }

        return true;
    }

    /// <summary>To bfloat16, whose bits are the upper half of a float32's.</summary>
    /// <param name="from">Values.</param>
    /// <param name="to">As many bfloat16s, by their bits.</param>
    public static void ToBFloat16(ReadOnlySpan<float> from, Span<ushort> to)
    {
        for (var index = 0; index < from.Length; index++)
        {
            var bits = BitConverter.SingleToUInt32Bits(from[index]);
            to[index] = float.IsNaN(from[index])
                ? (ushort)((bits >> 16) | 0x40) // rounding could make an infinity of it
                : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }
}
