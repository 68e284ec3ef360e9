using FgClip.Model;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>
/// One input or output of a run: a name, row-major values (float or int) and their shape. The values are not copied.
/// </summary>
internal sealed class GraphValue
{
    private readonly Func<OrtValue> _toOrtValue;

    private GraphValue(string name, Memory<float>? floats, Func<OrtValue> toOrtValue)
    {
        Name = name;
        Floats = floats;
        _toOrtValue = toOrtValue;
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

    /// <summary>Pins the values until the result is disposed of.</summary>
    public OrtValue ToOrtValue() => _toOrtValue();
}
