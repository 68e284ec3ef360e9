using FgClip.Encoding;
using FgClip.Inference;
using SideBySide.Works;

namespace SideBySide.Sides;

/// <summary>The library, through what its users call.</summary>
/// <param name="folder">The checkpoint.</param>
/// <param name="threads">Threads; null for the default.</param>
/// <param name="usesGraphs">By graphs in ONNX Runtime, also where the processor has kernels of ours.</param>
internal sealed class OurSide(string folder, int? threads, bool usesGraphs = false) : ISide
{
    private readonly FgClipEncoder _encoder = FgClipEncoder.Open(folder, new InferenceOptions
    {
        Threads = threads,
        UsesGraphs = usesGraphs,
        TextCacheBytes = 0, // the same inputs come again, and are to be computed again
        PictureCacheBytes = 0,
    });
    private readonly List<EngineProduct> _products = [];

    public void Load() => _encoder.LoadAsync().GetAwaiter().GetResult();

    public Func<float[]> Prepare(Work work, Form form, int seed)
    {
        if (work.Kind == WorkKind.ShortTexts)
        {
            var texts = WorkInputs.Texts(work, seed);
            return () => [.. _encoder.EncodeTextsAsync(texts, TextKind.Short).GetAwaiter().GetResult()
                .SelectMany(text => text.Feature.ToArray())];
        }

        var pictures = WorkInputs.Pictures(work, form, _encoder.Checkpoint.Config.Vision.PatchSize, seed);
        var parts = work.Kind == WorkKind.Dense ? ImageParts.Dense : ImageParts.Image;
        var options = new ImageEncodingOptions { MaxPatches = work.Length, Parts = parts };
        return () =>
        {
            var encoded = Task.WhenAll(pictures.Select(picture => _encoder.EncodeImageAsync(picture, options))).GetAwaiter().GetResult();
            return parts == ImageParts.Dense
                ? encoded[0].Dense.Values.ToArray()
                : [.. encoded.SelectMany(image => image.Feature.ToArray())];
        };
    }

    public Action PrepareProduct(int rows, int inner, int columns)
    {
        var product = new EngineProduct(rows, inner, columns);
        _products.Add(product);
        return product.Run;
    }

    public void Dispose()
    {
        foreach (var product in _products) product.Dispose();
        _encoder.Dispose();
    }
}
