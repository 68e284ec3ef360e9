using System.Runtime.InteropServices;
using FgClip.Checkpoints;
using TorchSharp;

namespace SideBySide.Torch;

/// <summary>The parameters of a checkpoint as tensors, each read when first asked for.</summary>
internal sealed class TorchWeights(CheckpointTensors tensors, torch.ScalarType type) : IDisposable
{
    private readonly Dictionary<string, torch.Tensor> _read = [];

    /// <summary>The type that computations run in.</summary>
    public torch.ScalarType Type => type;

    public torch.Tensor this[string name]
    {
        get
        {
            if (!_read.TryGetValue(name, out var tensor)) _read.Add(name, tensor = Read(name));
            return tensor;
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _read.Values) tensor.Dispose();
    }

    private torch.Tensor Read(string name)
    {
        if (!tensors.TryGet(name, out var source)) throw new InvalidOperationException($"the checkpoint has no {name}");
        using var outermost = torch.NewDisposeScope();
        var values = torch.empty([.. source.Shape], torch.ScalarType.Float32);
        source.CopyTo(MemoryMarshal.Cast<byte, float>(values.bytes));
        return values.to_type(type).DetachFromDisposeScope();
    }
}
