using Microsoft.ML.OnnxRuntime;

namespace FgClip.Export;

/// <summary>An input of a run, by name.</summary>
internal sealed record NamedValue(string Name, Func<OrtValue> Value)
{
    public static NamedValue Of<T>(string name, T[] values, long[] shape)
        where T : unmanaged => new(name, () => OrtValue.CreateTensorValueFromMemory(values, shape));
}
