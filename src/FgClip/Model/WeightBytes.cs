using System.Buffers;
using FgClip.Checkpoints;
using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>The values of a <see cref="GraphWeight"/> in its own type.</summary>
internal static unsafe class WeightBytes
{
    /// <summary>Values that are converted in one go.</summary>
    private const int Block = 1 << 16;

    /// <summary>The address of the weight in the mapped file; null where the file has it in another type, or not aligned.</summary>
    public static nint? InPlace(GraphWeight weight)
    {
        var size = weight.Type.Size();
        var isSame = (weight.Tensor.Type, weight.Type) is
            (SafetensorsType.F32, OnnxElementType.Float)
            or (SafetensorsType.F16, OnnxElementType.Float16)
            or (SafetensorsType.BF16, OnnxElementType.BFloat16);
        return isSame && weight.Tensor.FileOffset % size == 0
            ? weight.Tensor.Address + (nint)(weight.FirstElement * size)
            : null;
    }

    /// <summary>Copies values of a weight, converted.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="first">The first value, counted from the weight's own.</param>
    /// <param name="destination">Room for them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="FgClipException">One is too large for float16.</exception>
    public static void CopyTo(GraphWeight weight, long first, byte* destination, long count)
    {
        if (weight.Type == OnnxElementType.Float)
        {
            weight.Tensor.CopyTo(weight.FirstElement + first, (float*)destination, count);
            return;
        }

        var buffer = ArrayPool<float>.Shared.Rent(Block);
        try
        {
            for (long done = 0; done < count; done += Block)
            {
                var length = (int)Math.Min(Block, count - done);
                fixed (float* start = buffer) weight.Tensor.CopyTo(weight.FirstElement + first + done, start, length);
                Narrow(weight, buffer.AsSpan(0, length), destination + (done * weight.Type.Size()));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private static void Narrow(GraphWeight weight, ReadOnlySpan<float> from, byte* to)
    {
        if (weight.Type == OnnxElementType.BFloat16)
        {
            NarrowConversion.ToBFloat16(from, new Span<ushort>(to, from.Length));
            return;
        }

        if (NarrowConversion.ToFloat16(from, new Span<Half>(to, from.Length))) return;

        throw new FgClipException(
            FgClipErrorKind.Checkpoint,
            $"tensor {CheckpointError.Quote(weight.Tensor.Name)} has values that float16 cannot hold",
            weight.Tensor.File,
            $"at most {NarrowConversion.LargestFloat16}",
            remedy: "Use --precision bfloat16 or float32.");
    }
}
