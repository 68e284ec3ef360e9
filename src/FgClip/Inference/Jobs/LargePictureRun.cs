using FgClip.Encoding;
using FgClip.Model;

namespace FgClip.Inference.Jobs;

/// <summary>The vision tower and the heads over one large picture, as steps (<see cref="VisionBlocks"/>).</summary>
internal sealed class LargePictureRun : ILargePicture
{
    // Fewer rows would copy all keys and values too often, more would need more memory and gain nothing.
    private const int FewestRows = 512, MostRows = 2048;

    private readonly ModelSessions _sessions;
    private readonly PictureRunner _pictures;
    private readonly ModelWork _work;
    private readonly ImageParts _parts;
    private readonly int _width;
    private float[]? _patches;
    private float[]? _positions;
    private float[]? _result; // [M,H]

    /// <param name="sessions">The sessions.</param>
    /// <param name="pictures">Runs the image head.</param>
    /// <param name="work">Of the model.</param>
    /// <param name="patches">[N,P]; let go once they are embedded.</param>
    /// <param name="positions">[N,H].</param>
    /// <param name="count">N.</param>
    /// <param name="width">H.</param>
    /// <param name="parts">The heads to run.</param>
    public LargePictureRun(
        ModelSessions sessions, PictureRunner pictures, ModelWork work, float[] patches, float[] positions, int count, int width, ImageParts parts)
    {
        (_sessions, _pictures, _work, _patches, _positions, Count, _width, _parts) =
            (sessions, pictures, work, patches, positions, count, width, parts);
        Bytes = (patches.LongLength + positions.LongLength) * sizeof(float);
        BlockRows = Math.Clamp((int)(ILargePicture.StepWork / work.QueryBlock(1, count)) / 256 * 256, FewestRows, MostRows);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>M, rows of a block; set by the work of one.</summary>
    public int BlockRows { get; init; }

    /// <inheritdoc/>
    public long Bytes { get; }

    /// <inheritdoc/>
    public PictureFeatures Features { get; private set; } = new(null, null);

    /// <inheritdoc/>
    public IEnumerable<PictureStep> Steps()
    {
        float[] hidden = []; // [N,H], once its turn has come
        var embedding = _work.VisionTower(Count) - (_work.VisionLayers * _work.Layer(Count, Count));
        yield return new PictureStep(embedding, stop => hidden = Embed(stop));

        float[] key = GC.AllocateUninitializedArray<float>(hidden.Length), value = GC.AllocateUninitializedArray<float>(hidden.Length); // [N,H]
        for (var layer = 0; layer < _work.VisionLayers; layer++)
        {
            var (keys, queries) = (_sessions.Blocks.Keys.Of(layer), _sessions.Blocks.Layer.Of(layer));
            foreach (var step in Attend(keys, queries, hidden, key, value, hidden)) yield return step;
        }

        yield return new PictureStep(1, stop => ForEachBlock((block, last) => RunBlock(_sessions.Blocks.Norm.Of(), block, last, hidden, [], hidden, stop)));

        if (_parts.HasFlag(ImageParts.Image))
        {
            yield return new PictureStep(
                _work.ImageHead(Count),
                stop => Features = Features with { Image = _pictures.ImageFeature(hidden, Count, shrink: true, stop) });
        }

        if (!_parts.HasFlag(ImageParts.Dense)) yield break;

        var dense = GC.AllocateUninitializedArray<float>(hidden.Length);
        foreach (var step in Attend(_sessions.Blocks.DenseKeys.Of(), _sessions.Blocks.Dense.Of(), hidden, key, value, dense)) yield return step;
        Features = Features with { Dense = dense };
    }

    /// <summary>Nothing: all memory is the runtime's.</summary>
    public void Dispose()
    {
    }

    // Keys and values of all rows in one step, then a step a block of queries.
    private IEnumerable<PictureStep> Attend(
        BlockLayer keys, BlockLayer queries, float[] from, float[] key, float[] value, float[] to)
    {
        yield return new PictureStep(_work.KeyBlock(Count), stop => ForEachBlock((block, last) => keys.Run(
            [Rows(VisionBlocks.Rows, from, block)], [Rows(VisionBlocks.Key, key, block), Rows(VisionBlocks.Value, value, block)], last, stop)));

        GraphValue[] all =
        [
            GraphValue.Of(VisionBlocks.Key, key, 1, Count, _width),
            GraphValue.Of(VisionBlocks.Value, value, 1, Count, _width),
        ];
        for (var first = 0; first < Count; first += BlockRows)
        {
            var block = (first, Math.Min(BlockRows, Count - first));
            yield return new PictureStep(
                _work.QueryBlock(block.Item2, Count),
                stop => RunBlock(queries, block, block.Item1 + block.Item2 == Count, from, all, to, stop));
        }
    }

    private float[] Embed(CancellationToken stop)
    {
        var hidden = GC.AllocateUninitializedArray<float>(Count * _width);
        var patchLength = _patches!.Length / Count;
        var embedding = _sessions.Blocks.Embedding.Of();
        ForEachBlock((block, last) => embedding.Run(
            [
                GraphValue.Of(VisionBlocks.Patches, _patches.AsMemory(block.First * patchLength, block.Count * patchLength), 1, block.Count, patchLength),
                Rows(VisionBlocks.Positions, _positions!, block),
            ],
            [Rows(VisionBlocks.Result, hidden, block)],
            last,
            stop));
        (_patches, _positions) = (null, null);
        return hidden;
    }

    // The engine may write its output before it last reads an input, so a block does not go straight to where it came from.
    private void RunBlock(
        BlockLayer queries, (int First, int Count) block, bool last, float[] from, GraphValue[] others, float[] to, CancellationToken stop)
    {
        _result ??= GC.AllocateUninitializedArray<float>(BlockRows * _width);
        var result = _result.AsMemory(0, block.Count * _width);
        queries.Run(
            [Rows(VisionBlocks.Rows, from, block), .. others],
            [GraphValue.Of(VisionBlocks.Result, result, 1, block.Count, _width)],
            last,
            stop);
        result.Span.CopyTo(to.AsSpan(block.First * _width));
    }

    private void ForEachBlock(Action<(int First, int Count), bool> run)
    {
        for (var first = 0; first < Count; first += BlockRows)
        {
            run((first, Math.Min(BlockRows, Count - first)), first + BlockRows >= Count);
        }
    }

    private GraphValue Rows(string name, float[] values, (int First, int Count) block) =>
        GraphValue.Of(name, values.AsMemory(block.First * _width, block.Count * _width), 1, block.Count, _width);
}
