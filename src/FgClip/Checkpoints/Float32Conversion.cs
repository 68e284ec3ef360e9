using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FgClip.Checkpoints;

/// <summary>Widens the little-endian elements of a tensor to float32; the source need not be aligned.</summary>
internal static class Float32Conversion
{
    /// <summary>Elements converted in one go: spans hold no more than 2³¹ − 1 of them.</summary>
    private const int Block = 1 << 24;

    /// <summary>Converts <paramref name="count"/> elements; every float32 is exactly the value stored.</summary>
    /// <param name="type">F32, F16 or BF16.</param>
    /// <param name="source">count elements of <paramref name="type"/>.</param>
    /// <param name="destination">Room for count floats.</param>
    /// <param name="count">How many; may be beyond 2³¹.</param>
    public static unsafe void Convert(SafetensorsType type, byte* source, float* destination, long count)
    {
        var size = type.BitsPerElement() / 8;
        for (long done = 0; done < count; done += Block)
        {
            var length = (int)Math.Min(Block, count - done);
            var from = new ReadOnlySpan<byte>(source + (done * size), length * size);
            var to = new Span<float>(destination + done, length);
            switch (type)
            {
                case SafetensorsType.F32:
                    from.CopyTo(MemoryMarshal.AsBytes(to));
                    break;
                case SafetensorsType.F16:
                    TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(from), to);
                    break;
                case SafetensorsType.BF16:
                    WidenBFloat16(MemoryMarshal.Cast<byte, ushort>(from), to);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(type), type, "not readable as float32");
            }
        }
    }

    /// <summary>A bfloat16 is the upper half of a float32.</summary>
    private static void WidenBFloat16(ReadOnlySpan<ushort> from, Span<float> to)
    {
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= from.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Create(from[i..]));
                (low << 16).AsSingle().CopyTo(to[i..]);
                (high << 16).AsSingle().CopyTo(to[(i + Vector256<float>.Count)..]);
            }
        }

        for (; i < from.Length; i++) to[i] = BitConverter.UInt32BitsToSingle((uint)from[i] << 16);
    }
}
