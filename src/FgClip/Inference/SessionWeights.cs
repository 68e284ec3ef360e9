using System.Runtime.InteropServices;
using FgClip.Model;
using FgClip.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FgClip.Inference;

/// <summary>
/// The weights of one checkpoint as the engine takes them. Those that the file has in the wanted type stay where they lie in
/// the mapped file, which must outlive this; others are converted once, however many sessions use them. Thread-safe.
/// Dispose of it after the sessions.
/// </summary>
internal sealed unsafe class SessionWeights : IDisposable
{
    private readonly Dictionary<(string Tensor, long FirstElement, long ElementCount, OnnxElementType Type), nint> _converted = [];
    private readonly Lock _lock = new();

    /// <summary>A view of a weight, which the caller disposes of when its session is gone.</summary>
    /// <exception cref="FgClipException">It has values that the wanted type cannot hold.</exception>
    public OrtValue ValueOf(GraphWeight weight) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance, TypeOf(weight.Type), weight.Shape, AddressOf(weight), weight.ByteCount);

    /// <summary>A weight as a session is given it when it is made; the memory lives as long as this.</summary>
    /// <exception cref="FgClipException">It has values that the wanted type cannot hold.</exception>
    public EngineWeight Of(string name, GraphWeight weight) => new(name, weight.Type, weight.Shape, AddressOf(weight), weight.ByteCount);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var address in _converted.Values) NativeMemory.AlignedFree((void*)address);
            _converted.Clear(); // so that a second call frees nothing twice
        }
    }

    private static TensorElementType TypeOf(OnnxElementType type) => type switch
    {
        OnnxElementType.Float => TensorElementType.Float,
        OnnxElementType.Float16 => TensorElementType.Float16,
        OnnxElementType.BFloat16 => TensorElementType.BFloat16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no type of a weight"),
    };

    private nint AddressOf(GraphWeight weight) => WeightBytes.InPlace(weight) ?? Converted(weight);

    private nint Converted(GraphWeight weight)
    {
        var key = (weight.Tensor.Name, weight.FirstElement, weight.ElementCount, weight.Type);
        lock (_lock)
        {
            if (_converted.TryGetValue(key, out var known)) return known;

            var address = (nint)NativeMemory.AlignedAlloc((nuint)weight.ByteCount, 64);
            try
            {
                WeightBytes.CopyTo(weight, 0, (byte*)address, weight.ElementCount);
            }
            catch
            {
                NativeMemory.AlignedFree((void*)address);
                throw;
            }

            _converted.Add(key, address);
            return address;
        }
    }
}
