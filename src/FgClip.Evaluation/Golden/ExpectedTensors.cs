using FgClip.Checkpoints;

namespace FgClip.Evaluation.Golden;

/// <summary>expected.safetensors of a set.</summary>
public sealed class ExpectedTensors(string path) : IDisposable
{
    private readonly SafetensorsFile _file = SafetensorsFile.Open(path);

    /// <summary>Values of a floating-point tensor, row-major.</summary>
    public float[] Floats(string name)
    {
        var tensor = Find(name);
        var values = new float[tensor.ElementCount];
        tensor.CopyTo(values);
        return values;
    }

    /// <summary>Values of an int32 tensor, row-major.</summary>
    public int[] Integers(string name) => Raw<int>(name, SafetensorsType.I32);

    /// <summary>Values of a byte tensor, row-major.</summary>
    public byte[] Bytes(string name) => Raw<byte>(name, SafetensorsType.U8);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private unsafe T[] Raw<T>(string name, SafetensorsType type)
        where T : unmanaged
    {
        var tensor = Find(name);
        if (tensor.Type != type)
        {
            throw new FgClipException(FgClipErrorKind.File, $"tensor '{name}' has the wrong type", path, $"{type}", $"{tensor.Type}");
        }

        return new ReadOnlySpan<T>((void*)tensor.Address, checked((int)tensor.ElementCount)).ToArray();
    }

    private CheckpointTensor Find(string name) => _file.TryGet(name, out var tensor)
        ? tensor
        : throw new FgClipException(FgClipErrorKind.File, $"tensor '{name}' is missing", path);
}
