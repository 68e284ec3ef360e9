using System.Numerics.Tensors;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Analysis.Instances;

/// <summary>
/// The maps of many phrases of one picture, each smoothed once; and where the picture shows any of them: how far the phrase
/// that fits a patch best is above what it makes of the picture's background. Not thread-safe: it remembers.
/// </summary>
internal sealed class ThingMaps
{
    private readonly DenseFeatures _dense;
    private readonly float[][] _phrases;
    private readonly HeatMap[] _maps;
    private readonly Dictionary<BoxPixels, float[]> _cosines = [];

    /// <summary>Compares every patch with every phrase.</summary>
    /// <param name="dense">The picture.</param>
    /// <param name="phrases">At least one.</param>
    public ThingMaps(DenseFeatures dense, IReadOnlyList<EncodedText> phrases)
    {
        _dense = dense;
        _phrases = [.. phrases.Select(phrase => Cosine.Normalize(phrase.Feature.Span))];
        _maps = new HeatMap[phrases.Count];
        var patches = SmoothPatches(dense);
        var best = new float[dense.Grid.Count];
        Array.Fill(best, float.NegativeInfinity);
        for (var index = 0; index < _maps.Length; index++)
        {
            var map = new float[best.Length];
            for (var patch = 0; patch < map.Length; patch++)
            {
                map[patch] = TensorPrimitives.Dot(patches.AsSpan(patch * dense.Dimension, dense.Dimension), _phrases[index]);
            }

            var median = RefinedMap.Median(map);
            for (var patch = 0; patch < map.Length; patch++) best[patch] = Math.Max(best[patch], map[patch] - median);
            _maps[index] = new HeatMap(dense.Grid, map);
        }

        Foreground = new HeatMap(dense.Grid, best);
    }

    /// <summary>For every patch the most that a phrase exceeds its median over the picture by, a difference of cosines.</summary>
    public HeatMap Foreground { get; }

    /// <summary>The map of a phrase, smoothed once.</summary>
    public HeatMap this[int phrase] => _maps[phrase];

    /// <summary>The cosine of a part of the picture with every phrase.</summary>
    public float[] Cosines(BoxPixels box)
    {
        if (_cosines.TryGetValue(box, out var known)) return known;

        var region = Cosine.Normalize(_dense.Region(box));
        return _cosines[box] = Array.ConvertAll(_phrases, phrase => TensorPrimitives.Dot<float>(region, phrase));
    }

    // Smoothing maps is smoothing what they are the products of, and there are more phrases than dimensions often.
    private static float[] SmoothPatches(DenseFeatures dense)
    {
        var (count, width) = (dense.Grid.Count, dense.Dimension);
        var (smooth, plane) = (new float[count * width], new float[count]);
        for (var patch = 0; patch < count; patch++)
        {
            Cosine.Normalize(dense.Values.Span.Slice(patch * width, width)).CopyTo(smooth.AsSpan(patch * width));
        }

        for (var channel = 0; channel < width; channel++)
        {
            for (var patch = 0; patch < count; patch++) plane[patch] = smooth[(patch * width) + channel];
            var smoothed = SmoothedMap.Smooth(plane, dense.Grid);
            for (var patch = 0; patch < count; patch++) smooth[(patch * width) + channel] = smoothed[patch];
        }

        return smooth;
    }
}
