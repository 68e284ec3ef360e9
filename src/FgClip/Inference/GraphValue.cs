using FgClip.Model;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>
/// One input or output of a run: a name, row-major values (float or int) and their shape. The values are not copied.
/// </summary>
internal sealed class GraphValue
{
    private readonly Func<OrtValue> _toOrtValue;
    private readonly bool _isLent;

    private GraphValue(string name, Memory<float>? floats, Func<OrtValue> toOrtValue, bool isLent = false)
    {
        Name = name;
        Floats = floats;
        _toOrtValue = toOrtValue;
        _isLent = isLent;
    }

    public string Name { get; }

    /// <summary>The values; null where they are not floats.</summary>
    public Memory<float>? Floats { get; }

    public static GraphValue Of<T>(string name, T[] values, params long[] shape)
        where T : unmanaged => Of(name, values.AsMemory(), shape);

    public static GraphValue Of<T>(string name, Memory<T> values, params long[] shape)
        where T : unmanaged =>
        new(
            name,
            values is Memory<float> floats ? floats : null,
            () => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape));

    /// <summary>A weight, which <paramref name="weights"/> holds.</summary>
    public static GraphValue Of(string name, GraphWeight weight, SessionWeights weights) =>
        new(name, null, () => weights.ValueOf(weight));

    /// <summary>A value of the engine's, such as one on a device, which the caller keeps.</summary>
    public static GraphValue Of(string name, OrtValue value) => new(name, null, () => value, isLent: true);

    /// <summary>Pins the values until <see cref="Release"/>.</summary>
    public OrtValue ToOrtValue() => _toOrtValue();

    /// <summary>Ends what <see cref="ToOrtValue"/> began.</summary>
    public void Release(OrtValue? value)
    {
        if (!_isLent) value?.Dispose();
    }
}
