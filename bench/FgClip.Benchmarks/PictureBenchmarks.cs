using BenchmarkDotNet.Attributes;
using FgClip.Imaging;

namespace FgClip.Benchmarks;

/// <summary>Pixels to patches.</summary>
[MemoryDiagnoser]
public class PictureBenchmarks
{
    private const int PatchSize = 16;

    private PixelBuffer _picture = null!;
    private PixelBuffer _resized = null!;
    private float[] _patches = null!;

    /// <summary>Sides of the picture: a snapshot and 12 megapixels.</summary>
    [Params("640x480", "4000x3000")]
    public string Size { get; set; } = "";

    /// <summary>Patch budget.</summary>
    [Params(256, 1024)]
    public int Budget { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var sides = Size.Split('x').Select(int.Parse).ToArray();
        var bytes = new byte[sides[0] * sides[1] * 3];
        new Random(1).NextBytes(bytes);
        _picture = PixelBuffer.FromRgb24(sides[0], sides[1], bytes);
        _resized = Resample();
        _patches = new float[_resized.Width * _resized.Height * 3];
    }

    [Benchmark]
    public PixelBuffer Resample()
    {
        var grid = PatchBudget.GridFor(_picture.Width, _picture.Height, Budget, PatchSize);
        return PillowResampler.Resize(_picture, grid.Columns * PatchSize, grid.Rows * PatchSize, ResampleFilter.Bilinear);
    }

    [Benchmark]
    public void Patchify() => Patchifier.Patchify(_resized, PatchSize, [0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f], _patches);
}
