using System.Runtime.InteropServices;
using FgClip.Checkpoints;

namespace FgClip.Inference.Direct;

/// <summary>
/// A checkpoint's weights by their keys. Float32 ones are used where they lie in the mapped file, which must outlive this;
/// others are converted once, when first asked for. Thread-safe. Dispose of it when nothing runs any more.
/// </summary>
internal sealed unsafe class DirectWeights(CheckpointTensors tensors) : IDisposable
{
    private readonly Dictionary<string, nint> _converted = [];
    private readonly Lock _lock = new();

    /// <summary>The linear layer <c>{path}.weight</c> [rows,inner], <c>{path}.bias</c> [rows].</summary>
    public LinearWeights Linear(string path, int rows, int inner) =>
        new(Values($"{path}.weight", rows, inner), Values($"{path}.bias", rows), rows, inner);

    /// <summary>
    /// Third <paramref name="part"/> (0 query, 1 key, 2 value) of the packed projection <c>{path}.in_proj_weight</c>
    /// [3H,H] that torch.nn.MultiheadAttention keeps.
    /// </summary>
    public LinearWeights PackedProjection(string path, int part, int width) => new(
        Values($"{path}.in_proj_weight", 3L * width, width) + ((long)part * width * width),
        Values($"{path}.in_proj_bias", 3L * width) + (part * width),
        width,
        width);

    /// <summary>The normalisation <c>{path}.weight</c>, <c>{path}.bias</c> [width].</summary>
    public NormWeights Norm(string path, int width, double epsilon) =>
        new(Values($"{path}.weight", width), Values($"{path}.bias", width), width, (float)epsilon);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var address in _converted.Values) NativeMemory.AlignedFree((void*)address);
            _converted.Clear(); // so that a second call frees nothing twice
        }
    }

    private float* Values(string key, params ReadOnlySpan<long> shape)
    {
        var tensor = tensors.Get(key, shape);
        return (float*)(tensor.IsFloat32InPlace ? tensor.Address : Converted(tensor));
    }

    private nint Converted(CheckpointTensor tensor)
    {
        lock (_lock)
        {
            if (_converted.TryGetValue(tensor.Name, out var known)) return known;

            var address = (nint)NativeMemory.AlignedAlloc((nuint)(tensor.ElementCount * sizeof(float)), 64);
            _converted.Add(tensor.Name, address); // before the copy, so that a failure does not leak it
            tensor.CopyTo(0, (float*)address, tensor.ElementCount);
            return address;
        }
    }
}
