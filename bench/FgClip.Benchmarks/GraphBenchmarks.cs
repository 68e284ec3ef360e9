using BenchmarkDotNet.Attributes;
using FgClip.Checkpoints;
using FgClip.Model;

namespace FgClip.Benchmarks;

/// <summary>A checkpoint's tensors to the model that the engine loads, without the engine.</summary>
[MemoryDiagnoser]
public class GraphBenchmarks
{
    private Checkpoint _checkpoint = null!;

    [GlobalSetup]
    public void Setup() => _checkpoint = Checkpoint.Open(RepositoryFiles.Demonstration);

    [GlobalCleanup]
    public void Cleanup() => _checkpoint.Dispose();

    [Benchmark]
    public byte[] BuildVisionTower() =>
        VisionTower.Build(_checkpoint.Config.Vision, _checkpoint.Tensors).Graph.ToModel("model.safetensors");

    [Benchmark]
    public byte[] BuildTextTower() =>
        TextTower.Build(TowerShape.Of(_checkpoint.Config.Text), _checkpoint.Tensors, masked: false).Graph.ToModel("model.safetensors");
}
