using System.Runtime.CompilerServices;

namespace FgClip.Kernels;

/// <summary>Layer normalisation: (x − mean) / √(variance + ε) · weight + bias, over the features of each token.</summary>
internal static unsafe class NormKernel<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    public static void Run(in NormOperands operands)
    {
        for (var lane = 0; lane < operands.Lanes; lane += TLanes.Count) Run(operands, operands.Input + lane, operands.Output + lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(in NormOperands operands, float* input, float* output)
    {
        var mean = Sum(input, operands.Rows, TLanes.Of(0), squares: false) / TLanes.Of(operands.Rows);
        var variance = Sum(input, operands.Rows, mean, squares: true) / TLanes.Of(operands.Rows);
        var factor = TLanes.Of(1) / TLanes.Sqrt(variance + TLanes.Of(operands.Epsilon));
        for (nint row = 0; row < operands.Rows; row++)
        {
            var centred = (TLanes.Load(input + (row * Panel.Width)) - mean) * factor;
            TLanes.MultiplyAdd(centred, TLanes.Of(operands.Weight[row]), TLanes.Of(operands.Bias[row])).Store(output + (row * Panel.Width));
        }
    }

    // Of (x − centre) or of its squares; four sums, so that one addition need not wait for the last.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLanes Sum(float* input, int rows, TLanes centre, bool squares)
    {
        TLanes s0 = TLanes.Of(0), s1 = s0, s2 = s0, s3 = s0;
        var row = 0;
        for (; row + 4 <= rows; row += 4, input += 4 * Panel.Width)
        {
            TLanes x0 = TLanes.Load(input) - centre, x1 = TLanes.Load(input + Panel.Width) - centre;
            TLanes x2 = TLanes.Load(input + (2 * Panel.Width)) - centre, x3 = TLanes.Load(input + (3 * Panel.Width)) - centre;
            s0 = squares ? TLanes.MultiplyAdd(x0, x0, s0) : s0 + x0;
            s1 = squares ? TLanes.MultiplyAdd(x1, x1, s1) : s1 + x1;
            s2 = squares ? TLanes.MultiplyAdd(x2, x2, s2) : s2 + x2;
            s3 = squares ? TLanes.MultiplyAdd(x3, x3, s3) : s3 + x3;
        }

        for (; row < rows; row++, input += Panel.Width)
        {
            var x = TLanes.Load(input) - centre;
            s0 = squares ? TLanes.MultiplyAdd(x, x, s0) : s0 + x;
        }

        return (s0 + s1) + (s2 + s3);
    }
}
