using System.Numerics.Tensors;
using FgClip.Checkpoints;
using FgClip.Imaging;

namespace FgClip.Model;

/// <summary>
/// The learned position table [G·G,H] resized to a picture's grid as torch's
/// <c>interpolate(mode="bilinear", align_corners=False, antialias=True)</c> does it, in float32.
/// Thread-safe; keeps the last few grids.
/// </summary>
internal sealed class PositionTable
{
    /// <summary>Tables kept; a library of photographs has few shapes.</summary>
    private const int MaxKept = 16;

    /// <summary>Grids above this many patches are not kept: 4096 · 768 floats are 12 MB.</summary>
    private const int MaxKeptPatches = 4096;

    private readonly float[] _table;
    private readonly int _side;
    private readonly int _width;
    private readonly Dictionary<PatchGrid, float[]> _kept = [];
    private readonly Lock _lock = new();

    public PositionTable(FgClip2VisionConfig config, CheckpointTensors tensors)
    {
        var tensor = tensors.Get(
            "vision_model.embeddings.position_embedding.weight", config.NumPatches, config.HiddenSize);
        _table = new float[tensor.ElementCount];
        tensor.CopyTo(_table);
        _side = (int)Math.Sqrt(config.NumPatches);
        _width = config.HiddenSize;
    }

    /// <summary>[h·w,H] for <paramref name="grid"/>; shared, so not to be changed.</summary>
    public float[] For(PatchGrid grid)
    {
        lock (_lock)
        {
            if (_kept.TryGetValue(grid, out var known)) return known;
        }

        var resized = Resize(grid);
        if (grid.Count > MaxKeptPatches) return resized;

        lock (_lock)
        {
            if (_kept.Count >= MaxKept) _kept.Clear();
            _kept[grid] = resized;
        }

        return resized;
    }

    private float[] Resize(PatchGrid grid)
    {
        // [G,G,H] → [G,w,H] → [h,w,H]
        var across = new float[_side * grid.Columns * _width];
        var columnTaps = InterpolationTaps.Of(_side, grid.Columns);
        for (var row = 0; row < _side; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var target = across.AsSpan((row * grid.Columns + column) * _width, _width);
                var taps = columnTaps[column];
                for (var tap = 0; tap < taps.Weights.Length; tap++)
                {
                    var source = _table.AsSpan((row * _side + taps.First + tap) * _width, _width);
                    TensorPrimitives.MultiplyAdd(source, taps.Weights[tap], target, target);
                }
            }
        }

        var resized = new float[grid.Count * _width];
        var rowTaps = InterpolationTaps.Of(_side, grid.Rows);
        var rowLength = grid.Columns * _width;
        for (var row = 0; row < grid.Rows; row++)
        {
            var target = resized.AsSpan(row * rowLength, rowLength);
            var taps = rowTaps[row];
            for (var tap = 0; tap < taps.Weights.Length; tap++)
            {
                TensorPrimitives.MultiplyAdd(
                    across.AsSpan((taps.First + tap) * rowLength, rowLength), taps.Weights[tap], target, target);
            }
        }

        return resized;
    }
}
