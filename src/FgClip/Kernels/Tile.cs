using System.Runtime.CompilerServices;

namespace FgClip.Kernels;

/// <summary>
/// The innermost product: C (+)= A·B for a few rows of A and a few registers of columns of B, with all of C in registers
/// while the inner dimension passes by. Everything slow about a model is calls of this.
/// </summary>
/// <typeparam name="TLanes">The registers.</typeparam>
internal static unsafe class Tile<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Rows of a tile at most.</summary>
    public const int MaxRows = 6;

    /// <summary>Registers of columns at most: with six rows they fill 24 of the 32 registers of 512 bits, or 12 of the 16 of 256.</summary>
    public static int MaxColumns => TLanes.Count == 16 ? 4 : 2;

    /// <summary>Multiplies one tile.</summary>
    /// <param name="rows">Rows of A and C, 1 to <see cref="MaxRows"/>.</param>
    /// <param name="columns">Columns of B and C in registers, 1 to <see cref="MaxColumns"/>.</param>
    /// <param name="operands">A, B, C and what lies between their elements.</param>
    public static void Multiply(int rows, int columns, in TileOperands operands)
    {
        switch (rows)
        {
            case 1:
                Multiply<TileSize.One>(columns, operands);
                break;
            case 2:
                Multiply<TileSize.Two>(columns, operands);
                break;
            case 3:
                Multiply<TileSize.Three>(columns, operands);
                break;
            case 4:
                Multiply<TileSize.Four>(columns, operands);
                break;
            case 5:
                Multiply<TileSize.Five>(columns, operands);
                break;
            default:
                Multiply<TileSize.Six>(columns, operands);
                break;
        }
    }

    private static void Multiply<TRows>(int columns, in TileOperands operands)
        where TRows : struct, ITileSize
    {
        switch (columns)
        {
            case 1:
                Multiply<TRows, TileSize.One>(operands);
                break;
            case 2:
                Multiply<TRows, TileSize.Two>(operands);
                break;
            case 3:
                Multiply<TRows, TileSize.Three>(operands);
                break;
            default:
                Multiply<TRows, TileSize.Four>(operands);
                break;
        }
    }

    // Conditions on sizes are decided by the compiler, and with them which of the 24 sums exist.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TRows, TColumns>(in TileOperands operands)
        where TRows : struct, ITileSize
        where TColumns : struct, ITileSize
    {
        TLanes c00, c01, c02, c03, c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33, c40, c41, c42, c43, c50, c51, c52, c53;
        c00 = c01 = c02 = c03 = c10 = c11 = c12 = c13 = c20 = c21 = c22 = c23 = TLanes.Of(0);
        c30 = c31 = c32 = c33 = c40 = c41 = c42 = c43 = c50 = c51 = c52 = c53 = TLanes.Of(0);

        nint rowStride = operands.LeftRowStride, innerStride = operands.LeftInnerStride;
        float* a = operands.Left, a3 = a + (3 * rowStride), b = operands.Right;
        for (var inner = operands.Inner; inner > 0; inner--)
        {
            TLanes b0 = TLanes.Load(b), b1 = default, b2 = default, b3 = default;
            if (TColumns.Value > 1) b1 = TLanes.Load(b + TLanes.Count);
            if (TColumns.Value > 2) b2 = TLanes.Load(b + (2 * TLanes.Count));
            if (TColumns.Value > 3) b3 = TLanes.Load(b + (3 * TLanes.Count));

            Add<TColumns>(a, b0, b1, b2, b3, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Value > 1) Add<TColumns>(a + rowStride, b0, b1, b2, b3, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Value > 2) Add<TColumns>(a + (2 * rowStride), b0, b1, b2, b3, ref c20, ref c21, ref c22, ref c23);
            if (TRows.Value > 3) Add<TColumns>(a3, b0, b1, b2, b3, ref c30, ref c31, ref c32, ref c33);
            if (TRows.Value > 4) Add<TColumns>(a3 + rowStride, b0, b1, b2, b3, ref c40, ref c41, ref c42, ref c43);
            if (TRows.Value > 5) Add<TColumns>(a3 + (2 * rowStride), b0, b1, b2, b3, ref c50, ref c51, ref c52, ref c53);

            a += innerStride;
            a3 += innerStride;
            b += Panel.Width;
        }

        var c = operands.Product;
        var add = operands.AddToProduct;
        Put<TColumns>(c, add, c00, c01, c02, c03);
        if (TRows.Value > 1) Put<TColumns>(c + Panel.Width, add, c10, c11, c12, c13);
        if (TRows.Value > 2) Put<TColumns>(c + (2 * Panel.Width), add, c20, c21, c22, c23);
        if (TRows.Value > 3) Put<TColumns>(c + (3 * Panel.Width), add, c30, c31, c32, c33);
        if (TRows.Value > 4) Put<TColumns>(c + (4 * Panel.Width), add, c40, c41, c42, c43);
        if (TRows.Value > 5) Put<TColumns>(c + (5 * Panel.Width), add, c50, c51, c52, c53);
    }

    // One element of A times a row of B.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TColumns>(
        float* a, TLanes b0, TLanes b1, TLanes b2, TLanes b3, ref TLanes c0, ref TLanes c1, ref TLanes c2, ref TLanes c3)
        where TColumns : struct, ITileSize
    {
        var x = TLanes.Of(*a);
        c0 = TLanes.MultiplyAdd(x, b0, c0);
        if (TColumns.Value > 1) c1 = TLanes.MultiplyAdd(x, b1, c1);
        if (TColumns.Value > 2) c2 = TLanes.MultiplyAdd(x, b2, c2);
        if (TColumns.Value > 3) c3 = TLanes.MultiplyAdd(x, b3, c3);
    }

    // One row of C.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TColumns>(float* c, bool add, TLanes c0, TLanes c1, TLanes c2, TLanes c3)
        where TColumns : struct, ITileSize
    {
        if (add)
        {
            c0 += TLanes.Load(c);
            if (TColumns.Value > 1) c1 += TLanes.Load(c + TLanes.Count);
            if (TColumns.Value > 2) c2 += TLanes.Load(c + (2 * TLanes.Count));
            if (TColumns.Value > 3) c3 += TLanes.Load(c + (3 * TLanes.Count));
        }

        c0.Store(c);
        if (TColumns.Value > 1) c1.Store(c + TLanes.Count);
        if (TColumns.Value > 2) c2.Store(c + (2 * TLanes.Count));
        if (TColumns.Value > 3) c3.Store(c + (3 * TLanes.Count));
    }
}
