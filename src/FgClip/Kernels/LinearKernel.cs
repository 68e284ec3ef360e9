using System.Runtime.CompilerServices;

namespace FgClip.Kernels;

/// <summary>Rows of a linear layer over one panel, tile by tile.</summary>
internal static unsafe class LinearKernel<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Inner elements that pass by at a time: so much of a panel stays in a core's cache while the weights go by.</summary>
    private const int MaxInnerBlock = 1152;

    public static void Run(in ProductOperands operands)
    {
        var blocks = (operands.Inner + MaxInnerBlock - 1) / MaxInnerBlock;
        var blockLength = (operands.Inner + blocks - 1) / blocks;
        var laneStep = Tile<TLanes>.MaxColumns * TLanes.Count;
        for (var lane = 0; lane < operands.Lanes; lane += laneStep)
        {
            var columns = Math.Min(laneStep, operands.Lanes - lane) / TLanes.Count;
            for (var inner = 0; inner < operands.Inner; inner += blockLength)
            {
                Multiply(operands, lane, columns, inner, Math.Min(blockLength, operands.Inner - inner));
            }

            Finish(operands, lane, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(in ProductOperands operands, int lane, int columns, int inner, int count)
    {
        TileOperands tile = default;
        tile.LeftRowStride = operands.Inner;
        tile.LeftInnerStride = 1;
        tile.Right = operands.Input + ((nint)inner * Panel.Width) + lane;
        tile.Inner = count;
        tile.AddToProduct = inner > 0 || operands.Use == ProductUse.Add;
        for (var row = 0; row < operands.Rows; row += Tile<TLanes>.MaxRows)
        {
            tile.Left = operands.Weights + ((nint)row * operands.Inner) + inner;
            tile.Product = operands.Output + ((nint)row * Panel.Width) + lane;
            Tile<TLanes>.Multiply(Math.Min(Tile<TLanes>.MaxRows, operands.Rows - row), columns, tile);
        }
    }

    // Bias and activation, while the rows are in the cache.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(in ProductOperands operands, int lane, int columns)
    {
        if (operands.Bias == null && operands.Use != ProductUse.Gelu) return;

        for (var row = 0; row < operands.Rows; row++)
        {
            var bias = TLanes.Of(operands.Bias == null ? 0 : operands.Bias[row]);
            var output = operands.Output + ((nint)row * Panel.Width) + lane;
            for (var column = 0; column < columns; column++, output += TLanes.Count)
            {
                var value = TLanes.Load(output) + bias;
                if (operands.Use == ProductUse.Gelu) value = LaneMath.GeluTanh(value);
                value.Store(output);
            }
        }
    }
}
