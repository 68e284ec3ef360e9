using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FgClip.Imaging.Resampling;

/// <summary>
/// The two passes of a resize with AVX2. A 23-bit weight times a byte needs 32-bit products, which are slow; with the
/// weights split into two halves of 16 bits, one instruction multiplies 16 bytes and adds neighbours, exactly.
/// Sums may wrap around on the way; the result is right because it fits.
/// </summary>
internal static unsafe class Avx2Kernel
{
    // Low parts count once, high parts 2^12 times.
    private const int HighShift = 12;

    private const int RowsAtOnce = 4;

    /// <summary>Bytes of a row that <see cref="Down"/> makes at once; a row must have at least as many.</summary>
    public const int DownBytes = 32;

    /// <summary>Whether this machine can run it.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Resizes rows, four at a time. The windows of <paramref name="axis"/> must lie inside the source rows.</summary>
    /// <param name="source">The first pixel of the first row.</param>
    /// <param name="sourceStride">Bytes from one source row to the next.</param>
    /// <param name="target">The first target pixel of the first row.</param>
    /// <param name="targetStride">Bytes from one target row to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="axis">The weights of the target pixels of a row.</param>
    /// <param name="pairs">The same, split by <see cref="AxisWeights.SplitPairs"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Across(
        byte* source, nint sourceStride, byte* target, nint targetStride, int rows, AxisWeights axis, short[] pairs)
    {
        // Bytes of two neighbouring pixels, interleaved and widened: R0 R1 G0 G1 B0 B1 X0 X1.
        var first = Vector256.Create(Vector128.Create(0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1)).AsByte();
        var second = Vector256.Create(Vector128.Create(8, -1, 12, -1, 9, -1, 13, -1, 10, -1, 14, -1, 11, -1, 15, -1)).AsByte();
        var half = Vector256.Create(AxisWeights.Half);
        var groups = axis.Taps / AxisWeights.TapGroup;
        var last = rows - 1;
        fixed (short* allPairs = pairs)
        fixed (int* starts = axis.Starts)
        {
            for (var row = 0; row < rows; row += RowsAtOnce)
            {
                // Where fewer than four rows are left, the last one is made several times.
                byte* source0 = source + (row * sourceStride), target0 = target + (row * targetStride);
                int row1 = Math.Min(row + 1, last) - row, row2 = Math.Min(row + 2, last) - row, row3 = Math.Min(row + 3, last) - row;
                byte* source1 = source0 + (row1 * sourceStride), target1 = target0 + (row1 * targetStride);
                byte* source2 = source0 + (row2 * sourceStride), target2 = target0 + (row2 * targetStride);
                byte* source3 = source0 + (row3 * sourceStride), target3 = target0 + (row3 * targetStride);
                var weights = (int*)allPairs;
                for (var i = 0; i < axis.Count; i++)
                {
                    var offset = (nint)starts[i] * 4;
                    Vector256<int> low01 = half, low23 = half, high01 = default, high23 = default;
                    for (var group = 0; group < groups; group++, offset += 16, weights += 4)
                    {
                        var lowFirst = Vector256.Create(weights[0]).AsInt16();
                        var highFirst = Vector256.Create(weights[1]).AsInt16();
                        var lowSecond = Vector256.Create(weights[2]).AsInt16();
                        var highSecond = Vector256.Create(weights[3]).AsInt16();

                        // One row in each half of a register, four pixels of it.
                        var rows01 = Vector256.Create(Vector128.Load(source0 + offset), Vector128.Load(source1 + offset));
                        var words = Avx2.Shuffle(rows01, first).AsInt16();
                        low01 += Avx2.MultiplyAddAdjacent(words, lowFirst);
                        high01 += Avx2.MultiplyAddAdjacent(words, highFirst);
                        words = Avx2.Shuffle(rows01, second).AsInt16();
                        low01 += Avx2.MultiplyAddAdjacent(words, lowSecond);
                        high01 += Avx2.MultiplyAddAdjacent(words, highSecond);

                        var rows23 = Vector256.Create(Vector128.Load(source2 + offset), Vector128.Load(source3 + offset));
                        words = Avx2.Shuffle(rows23, first).AsInt16();
                        low23 += Avx2.MultiplyAddAdjacent(words, lowFirst);
                        high23 += Avx2.MultiplyAddAdjacent(words, highFirst);
                        words = Avx2.Shuffle(rows23, second).AsInt16();
                        low23 += Avx2.MultiplyAddAdjacent(words, lowSecond);
                        high23 += Avx2.MultiplyAddAdjacent(words, highSecond);
                    }

                    var packed = Avx2.PackSignedSaturate(Round(low01, high01), Round(low23, high23));
                    var bytes = Avx2.PackUnsignedSaturate(packed, packed).AsUInt32();
                    ((uint*)target0)[i] = bytes.GetElement(0);
                    ((uint*)target2)[i] = bytes.GetElement(1);
                    ((uint*)target1)[i] = bytes.GetElement(4);
                    ((uint*)target3)[i] = bytes.GetElement(5);
                }
            }
        }
    }

    /// <summary>Makes one target row of at least <see cref="DownBytes"/> bytes.</summary>
    /// <param name="source">The first source row of the target row.</param>
    /// <param name="sourceStride">Bytes from one source row to the next.</param>
    /// <param name="target">The target row.</param>
    /// <param name="pixels">Pixels of the row.</param>
    /// <param name="axis">The weights of the target rows.</param>
    /// <param name="pairs">The same, split by <see cref="AxisWeights.SplitPairs"/>.</param>
    /// <param name="index">The target row within <paramref name="axis"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Down(byte* source, nint sourceStride, byte* target, int pixels, AxisWeights axis, short[] pairs, int index)
    {
        var length = pixels * 4;
        var half = Vector256.Create(AxisWeights.Half);
        var count = axis.Counts[index];
        fixed (short* split = &pairs[index * axis.Taps * 2])
        {
            for (var x = 0; x < length; x += DownBytes)
            {
                // The last step starts earlier, over bytes that are already there.
                var column = Math.Min(x, length - DownBytes);
                var from = source + column;
                var weights = (int*)split;
                Vector256<int> low0 = half, low1 = half, low2 = half, low3 = half;
                Vector256<int> high0 = default, high1 = default, high2 = default, high3 = default;
                for (var tap = 0; tap < count; tap += 2, from += 2 * sourceStride, weights += 2)
                {
                    // An odd last row pairs with itself: the other weight is zero.
                    var above = Vector256.Load(from);
                    var below = tap + 1 < count ? Vector256.Load(from + sourceStride) : above;
                    var low = Vector256.Create(weights[0]).AsInt16();
                    var high = Vector256.Create(weights[1]).AsInt16();
                    var left = Avx2.UnpackLow(above, below);
                    var right = Avx2.UnpackHigh(above, below);

                    var words = Avx2.UnpackLow(left, Vector256<byte>.Zero).AsInt16();
                    low0 += Avx2.MultiplyAddAdjacent(words, low);
                    high0 += Avx2.MultiplyAddAdjacent(words, high);
                    words = Avx2.UnpackHigh(left, Vector256<byte>.Zero).AsInt16();
                    low1 += Avx2.MultiplyAddAdjacent(words, low);
                    high1 += Avx2.MultiplyAddAdjacent(words, high);
                    words = Avx2.UnpackLow(right, Vector256<byte>.Zero).AsInt16();
                    low2 += Avx2.MultiplyAddAdjacent(words, low);
                    high2 += Avx2.MultiplyAddAdjacent(words, high);
                    words = Avx2.UnpackHigh(right, Vector256<byte>.Zero).AsInt16();
                    low3 += Avx2.MultiplyAddAdjacent(words, low);
                    high3 += Avx2.MultiplyAddAdjacent(words, high);
                }

                // Packing undoes the order that unpacking made, within each half of the register.
                Avx2.PackUnsignedSaturate(
                    Avx2.PackSignedSaturate(Round(low0, high0), Round(low1, high1)),
                    Avx2.PackSignedSaturate(Round(low2, high2), Round(low3, high3))).Store(target + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Round(Vector256<int> low, Vector256<int> high) =>
        (low + (high << HighShift)) >> AxisWeights.Precision;
}
