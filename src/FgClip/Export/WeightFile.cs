using System.Buffers;
using FgClip.Model;
using FgClip.Onnx;

namespace FgClip.Export;

/// <summary>
/// The one file with the weights of all graphs. A weight that several graphs use is in it once. Files of their own, since a
/// model with its weights inside may not exceed 2 GiB, which the larger checkpoints do.
/// </summary>
internal sealed class WeightFile
{
    /// <summary>Its name.</summary>
    public const string Name = "weights.bin";

    /// <summary>Every weight starts on a page, so that it can be mapped.</summary>
    private const long Alignment = 4096;

    /// <summary>Values that are converted and written in one go.</summary>
    private const int Block = 1 << 18;

    private readonly Dictionary<(string Tensor, long First, long Count, OnnxElementType Type), WeightPlace> _places = [];
    private readonly List<GraphWeight> _order = [];

    /// <summary>Finds a place for every weight.</summary>
    public WeightFile(IEnumerable<ExportedGraph> graphs)
    {
        foreach (var weight in graphs.SelectMany(graph => graph.Model.Weights.Values))
        {
            var length = weight.ByteCount;
            if (!_places.TryAdd(KeyOf(weight), new WeightPlace(Name, Length, length))) continue;

            _order.Add(weight);
            Length = (Length + length + Alignment - 1) / Alignment * Alignment;
        }
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Where a weight lies.</summary>
    public WeightPlace PlaceOf(GraphWeight weight) => _places[KeyOf(weight)];

    /// <summary>Writes the file.</summary>
    /// <exception cref="FgClipException">A weight has values that its type cannot hold.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path, IProgress<double>? progress, CancellationToken cancellation)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, preallocationSize: Length);
        var buffer = ArrayPool<byte>.Shared.Rent(Block * sizeof(float));
        try
        {
            foreach (var weight in _order)
            {
                var offset = PlaceOf(weight).Offset!.Value;
                for (long first = 0; first < weight.ElementCount; first += Block)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var count = (int)Math.Min(Block, weight.ElementCount - first);
                    var size = weight.Type.Size();
                    unsafe
                    {
                        fixed (byte* start = buffer) WeightBytes.CopyTo(weight, first, start, count);
                    }

                    RandomAccess.Write(file, buffer.AsSpan(0, count * size), offset + (first * size));
                    progress?.Report((offset + ((first + count) * size)) / (double)Length);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static (string Tensor, long First, long Count, OnnxElementType Type) KeyOf(GraphWeight weight) =>
        (weight.Tensor.Name, weight.FirstElement, weight.ElementCount, weight.Type);
}
