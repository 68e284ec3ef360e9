using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Benchmarks;

/// <summary>Features to scores.</summary>
[MemoryDiagnoser]
public class ScoreBenchmarks
{
    private const int Width = 768;

    private readonly PairScoring _scoring = new(37.5f, -7.25f);
    private DenseFeatures _dense = null!;
    private float[] _text = null!;

    /// <summary>Patches of the dense map.</summary>
    [Params(256, 16384)]
    public int Patches { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var side = (int)Math.Sqrt(Patches);
        _text = Values(Width);
        _dense = new DenseFeatures(Values(Patches * Width), new PatchGrid(side, side), side * 16, side * 16);

        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    /// <summary>The heat map of one phrase.</summary>
    [Benchmark]
    public float[] Cosines() => _dense.CosinesWith(_text);

    /// <summary>As many logits and probabilities as the map has patches.</summary>
    [Benchmark]
    public double Probabilities()
    {
        var sum = 0.0;
        for (var index = 0; index < Patches; index++) sum += PairScoring.Probability(_scoring.Logit(_text[index % Width]));
        return sum;
    }

    /// <summary>One picture against one caption.</summary>
    [Benchmark]
    public float Pair() => TensorPrimitives.CosineSimilarity<float>(_text, _dense.Values.Span[..Width]);
}
