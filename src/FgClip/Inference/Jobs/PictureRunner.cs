using FgClip.Encoding;
using FgClip.Model;

namespace FgClip.Inference.Jobs;

/// <summary>Runs pictures of equal length together: the tower for all, then each head for those that want it.</summary>
/// <param name="sessions">The sessions.</param>
/// <param name="family">The model family.</param>
internal sealed class PictureRunner(ModelSessions sessions, ModelFamily family)
{
    private readonly int _width = family.Vision.HiddenSize; // H

    /// <summary>Runs of more patches than this give their working memory back.</summary>
    public const int KeptPatches = 1024;

    public void Run(IReadOnlyList<PictureJob> batch, CancellationToken cancellation)
    {
        // Those with the image head, those with both, those with the dense head: either head's are neighbours.
        PictureJob[] ordered = [.. batch.OrderBy(job => job.Parts.HasFlag(ImageParts.Dense)).ThenByDescending(job => job.Parts.HasFlag(ImageParts.Image))];
        long size = ordered.Length, count = ordered[0].Count;
        var shrink = size * count > KeptPatches;

        var hidden = sessions.VisionTower.Value.Run(
            [PatchesOf(ordered, count), PositionsOf(ordered, count)],
            VisionTower.LastHiddenState,
            [size, count, _width],
            cancellation,
            shrink);

        var images = RunImageHead(Range(ordered, ImageParts.Image), hidden, count, shrink, cancellation);
        var dense = RunDenseHead(Range(ordered, ImageParts.Dense), hidden, count, shrink, cancellation);
        for (var index = 0; index < ordered.Length; index++)
        {
            ordered[index].Complete(new PictureFeatures(images.GetValueOrDefault(index), dense.GetValueOrDefault(index)));
        }
    }

    /// <summary>The image head over one picture's last hidden state [N,H].</summary>
    public float[] ImageFeature(Memory<float> hidden, int count, bool shrink, CancellationToken cancellation) =>
        RunImageHead(hidden, 1, count, shrink, cancellation);

    // The jobs of one head, as a range of the batch.
    private static (int First, int Count) Range(PictureJob[] ordered, ImageParts part)
    {
        var first = Array.FindIndex(ordered, job => job.Parts.HasFlag(part));
        return first < 0 ? (0, 0) : (first, ordered.Count(job => job.Parts.HasFlag(part)));
    }

    private static GraphValue PatchesOf(PictureJob[] batch, long count)
    {
        var length = batch[0].Patches.Length;
        return GraphValue.Of(VisionTower.Patches, Joined([.. batch.Select(job => job.Patches)]), batch.Length, count, length / count);
    }

    // Pictures of one grid share their positions; others bring their own.
    private GraphValue PositionsOf(PictureJob[] batch, long count) =>
        batch.All(job => ReferenceEquals(job.Positions, batch[0].Positions))
            ? GraphValue.Of(VisionTower.Positions, batch[0].Positions, 1, count, _width)
            : GraphValue.Of(VisionTower.Positions, Joined([.. batch.Select(job => job.Positions)]), batch.Length, count, _width);

    private static float[] Joined(float[][] parts)
    {
        if (parts.Length == 1) return parts[0];

        var joined = GC.AllocateUninitializedArray<float>(parts.Sum(part => part.Length));
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(joined, at);
            at += part.Length;
        }

        return joined;
    }

    private Dictionary<int, float[]> RunImageHead(
        (int First, int Count) range, float[] hidden, long count, bool shrink, CancellationToken cancellation)
    {
        if (range.Count == 0) return [];

        var features = RunImageHead(Part(range, hidden, count), range.Count, count, shrink, cancellation);
        return Split(range.First, features, family.ImageWidth);
    }

    // [B,N,H] → [B,D]
    private float[] RunImageHead(Memory<float> hidden, int size, long count, bool shrink, CancellationToken cancellation)
    {
        List<GraphValue> inputs = [GraphValue.Of(AttentionPoolingHead.LastHiddenState, hidden, size, count, _width)];
        if (family.Probe is { } probe)
        {
            var probes = Joined([.. Enumerable.Repeat(probe.Value, size)]); // [B,1,H]
            inputs.Add(GraphValue.Of(AttentionPoolingHead.Probe, probes, size, 1, _width));
        }

        return sessions.ImageHead.Value.Run(inputs, AttentionPoolingHead.Feature, [size, family.ImageWidth], cancellation, shrink);
    }

    private Dictionary<int, float[]> RunDenseHead(
        (int First, int Count) range, float[] hidden, long count, bool shrink, CancellationToken cancellation)
    {
        if (range.Count == 0) return [];

        var features = sessions.DenseHead.Value.Run(
            [GraphValue.Of(AttentionPoolingHead.LastHiddenState, Part(range, hidden, count), range.Count, count, _width)],
            AttentionPoolingHead.DenseFeature,
            [range.Count, count - family.ExtraTokens, family.ImageWidth],
            cancellation,
            shrink);
        return Split(range.First, features, checked((int)((count - family.ExtraTokens) * family.ImageWidth)));
    }

    private Memory<float> Part((int First, int Count) range, float[] hidden, long count)
    {
        var length = checked((int)(count * _width));
        return hidden.AsMemory(range.First * length, range.Count * length);
    }

    // By index in the batch.
    private static Dictionary<int, float[]> Split(int first, float[] features, int length) =>
        (features.Length == length ? [features] : features.Chunk(length))
        .Select((feature, index) => (feature, index))
        .ToDictionary(pair => first + pair.index, pair => pair.feature);
}
