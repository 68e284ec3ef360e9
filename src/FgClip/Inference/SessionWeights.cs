using System.Runtime.InteropServices;
using FgClip.Model;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FgClip.Inference;

/// <summary>
/// The weights of one checkpoint as the engine takes them. Float32 ones stay where they lie in the mapped file, which
/// must outlive this; others are converted once, however many sessions use them. Thread-safe. Dispose of it after the
/// sessions.
/// </summary>
internal sealed unsafe class SessionWeights : IDisposable
{
    private readonly Dictionary<(string Tensor, long FirstElement, long ElementCount), nint> _converted = [];
    private readonly Lock _lock = new();

    /// <summary>A view of a weight, which the caller disposes of when its session is gone.</summary>
    public OrtValue ValueOf(GraphWeight weight)
    {
        var address = weight.Tensor.IsFloat32InPlace
            ? weight.Tensor.Address + (nint)(weight.FirstElement * sizeof(float))
            : Converted(weight);
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, TensorElementType.Float, weight.Shape, address, weight.ElementCount * sizeof(float));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var address in _converted.Values) NativeMemory.AlignedFree((void*)address);
            _converted.Clear(); // so that a second call frees nothing twice
        }
    }

    private nint Converted(GraphWeight weight)
    {
        var key = (weight.Tensor.Name, weight.FirstElement, weight.ElementCount);
        lock (_lock)
        {
            if (_converted.TryGetValue(key, out var known)) return known;

            var address = (nint)NativeMemory.AlignedAlloc((nuint)(weight.ElementCount * sizeof(float)), 64);
            _converted.Add(key, address); // before the copy, so that a failure does not leak it
            weight.Tensor.CopyTo(weight.FirstElement, (float*)address, weight.ElementCount);
            return address;
        }
    }
}
