using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>
/// What a graph computed, where the next graph reads it: in the device's memory, from which it is never copied, or in the
/// processor's. Whoever asked for it disposes of it.
/// </summary>
internal sealed class DeviceTensor : IDisposable
{
    private readonly OrtValue? _value;
    private readonly IDisposable? _owner;
    private readonly Memory<float> _values;
    private readonly long[] _shape;

    /// <summary>Values in the processor's memory.</summary>
    public DeviceTensor(Memory<float> values, long[] shape) => (_values, _shape) = (values, shape);

    /// <summary>Values on a device.</summary>
    /// <param name="value">The values.</param>
    /// <param name="owner">What frees them.</param>
    /// <param name="shape">Their shape.</param>
    public DeviceTensor(OrtValue value, IDisposable owner, long[] shape) => (_value, _owner, _shape) = (value, owner, shape);

    /// <summary>Whether a part of it can be an input; values on a device are taken whole.</summary>
    public bool HasParts => _value is null;

    /// <summary>All of it as an input.</summary>
    public GraphValue AsInput(string name) => _value is null ? GraphValue.Of(name, _values, _shape) : GraphValue.Of(name, _value);

    /// <summary>Items of the first axis as an input; <see cref="HasParts"/> must hold.</summary>
    public GraphValue PartAsInput(string name, int first, int count)
    {
        if (!HasParts) throw new InvalidOperationException("Values on a device are taken whole.");

        var length = _values.Length / checked((int)_shape[0]);
        return GraphValue.Of(name, _values.Slice(first * length, count * length), [count, .. _shape[1..]]);
    }

    /// <inheritdoc/>
    public void Dispose() => _owner?.Dispose();
}
