using System.Runtime.CompilerServices;

namespace FgClip.Kernels;

/// <summary>
/// Attention without a matrix of all scores: keys pass by in blocks, and what was summed up so far is scaled down when
/// a larger score is met. So memory does not grow with the keys.
/// </summary>
internal static unsafe class AttentionKernel<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Stands for no score: far below any, and finite, so that tokens without any key get the mean of all values.</summary>
    private const float NoScore = -1e30f;

    public static void Run(in AttentionOperands operands)
    {
        var laneStep = Tile<TLanes>.MaxColumns * TLanes.Count;
        for (var lane = 0; lane < operands.Lanes; lane += laneStep)
        {
            Run(operands, lane, Math.Min(laneStep, operands.Lanes - lane) / TLanes.Count);
        }
    }

    private static void Run(in AttentionOperands operands, int lane, int columns)
    {
        float* largest = operands.Scratch, sums = largest + Panel.Width, scores = sums + Panel.Width;
        for (var column = 0; column < columns; column++)
        {
            TLanes.Of(NoScore).Store(largest + (column * TLanes.Count));
            TLanes.Of(0).Store(sums + (column * TLanes.Count));
        }

        for (var first = 0; first < operands.Tokens; first += AttentionOperands.KeyBlock)
        {
            var count = Math.Min(AttentionOperands.KeyBlock, operands.Tokens - first);
            Score(operands, lane, columns, first, count, scores);
            if (operands.Mask != null) HideMasked(operands.Mask + first, count, columns, scores);
            for (var column = 0; column < columns; column++)
            {
                var at = column * TLanes.Count;
                var correction = Softmax(scores + at, count, operands.Scale, largest + at, sums + at);
                if (first > 0) Scale(operands.Output + lane + at, operands.Depth, correction);
            }

            Mix(operands, lane, columns, first, count, scores);
        }

        for (var column = 0; column < columns; column++)
        {
            var at = column * TLanes.Count;
            Scale(operands.Output + lane + at, operands.Depth, TLanes.Of(1) / TLanes.Load(sums + at));
        }
    }

    // scores[key,query] = k·q
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Score(in AttentionOperands operands, int lane, int columns, int first, int count, float* scores)
    {
        TileOperands tile = default;
        tile.LeftRowStride = 1;
        tile.LeftInnerStride = Panel.Width;
        tile.Right = operands.Queries + lane;
        tile.Inner = operands.Depth;
        for (var key = 0; key < count;)
        {
            var place = (first + key) % Panel.Width;
            var rows = Math.Min(Math.Min(Tile<TLanes>.MaxRows, count - key), Panel.Width - place);
            tile.Left = operands.Keys + ((first + key) / Panel.Width * operands.PanelStride) + place;
            tile.Product = scores + (key * Panel.Width);
            Tile<TLanes>.Multiply(rows, columns, tile);
            key += rows;
        }
    }

    // output[d,query] += Σ v[d,key]·weight[key,query]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(in AttentionOperands operands, int lane, int columns, int first, int count, float* weights)
    {
        TileOperands tile = default;
        tile.LeftRowStride = Panel.Width;
        tile.LeftInnerStride = 1;
        for (var key = 0; key < count; key += Panel.Width)
        {
            var values = operands.Values + ((first + key) / Panel.Width * operands.PanelStride);
            tile.Right = weights + (key * Panel.Width);
            tile.Inner = Math.Min(Panel.Width, count - key);
            tile.AddToProduct = first + key > 0;
            for (var row = 0; row < operands.Depth; row += Tile<TLanes>.MaxRows)
            {
                tile.Left = values + (row * Panel.Width);
                tile.Product = operands.Output + (row * Panel.Width) + lane;
                Tile<TLanes>.Multiply(Math.Min(Tile<TLanes>.MaxRows, operands.Depth - row), columns, tile);
            }
        }
    }

    // Scores of a block to their exponentials; the largest score and the sum so far are kept up.
    // Returns what earlier sums must be multiplied with.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLanes Softmax(float* scores, int count, float scale, float* largest, float* sums)
    {
        var before = TLanes.Load(largest);
        TLanes most = before, other = before;
        var key = 0;
        for (; key + 2 <= count; key += 2)
        {
            most = TLanes.Max(most, TLanes.Load(scores + (key * Panel.Width)));
            other = TLanes.Max(other, TLanes.Load(scores + ((key + 1) * Panel.Width)));
        }

        if (key < count) most = TLanes.Max(most, TLanes.Load(scores + (key * Panel.Width)));
        most = TLanes.Max(most, other);

        var factor = TLanes.Of(scale);
        var sum = TLanes.Of(0);
        for (key = 0; key < count; key++)
        {
            var weight = LaneMath.Exp((TLanes.Load(scores + (key * Panel.Width)) - most) * factor);
            weight.Store(scores + (key * Panel.Width));
            sum += weight;
        }

        var correction = LaneMath.Exp((before - most) * factor);
        most.Store(largest);
        TLanes.MultiplyAdd(TLanes.Load(sums), correction, sum).Store(sums);
        return correction;
    }

    private static void HideMasked(int* mask, int count, int columns, float* scores)
    {
        for (var key = 0; key < count; key++)
        {
            if (mask[key] != 0) continue;
            for (var column = 0; column < columns; column++) TLanes.Of(NoScore).Store(scores + (key * Panel.Width) + (column * TLanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(float* output, int rows, TLanes factor)
    {
        for (var row = 0; row < rows; row++, output += Panel.Width) (TLanes.Load(output) * factor).Store(output);
    }
}
