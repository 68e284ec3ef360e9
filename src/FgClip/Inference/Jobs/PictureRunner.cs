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

        using var hidden = sessions.VisionTower.Value.RunAndKeep(
            [PatchesOf(ordered, count), PositionsOf(ordered, count)],
            VisionTower.LastHiddenState,
            [size, count, _width],
            cancellation,
            shrink);

        var images = RunImageHead(Range(ordered, ImageParts.Image, hidden), hidden, shrink, cancellation);
        var dense = RunDenseHead(Range(ordered, ImageParts.Dense, hidden), hidden, count, shrink, cancellation);
        for (var index = 0; index < ordered.Length; index++)
        {
            var parts = ordered[index].Parts; // a head may have run for the whole batch
            ordered[index].Complete(new PictureFeatures(
                parts.HasFlag(ImageParts.Image) ? images[index] : null, parts.HasFlag(ImageParts.Dense) ? dense[index] : null));
        }
    }

    /// <summary>The image head over one picture's last hidden state [N,H].</summary>
    public float[] ImageFeature(Memory<float> hidden, int count, bool shrink, CancellationToken cancellation)
    {
        using var tensor = new DeviceTensor(hidden, [1, count, _width]);
        return RunImageHead(tensor.AsInput(AttentionPoolingHead.LastHiddenState), 1, shrink, cancellation);
    }

    // The jobs of one head, as a range of the batch: all of it where the states cannot be taken in parts.
    private static (int First, int Count) Range(PictureJob[] ordered, ImageParts part, DeviceTensor hidden)
    {
        var first = Array.FindIndex(ordered, job => job.Parts.HasFlag(part));
        if (first < 0) return (0, 0);

        return hidden.HasParts ? (first, ordered.Count(job => job.Parts.HasFlag(part))) : (0, ordered.Length);
    }

    private static GraphValue Part((int First, int Count) range, DeviceTensor hidden) => hidden.HasParts
        ? hidden.PartAsInput(AttentionPoolingHead.LastHiddenState, range.First, range.Count)
        : hidden.AsInput(AttentionPoolingHead.LastHiddenState);

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
        (int First, int Count) range, DeviceTensor hidden, bool shrink, CancellationToken cancellation)
    {
        if (range.Count == 0) return [];

        var features = RunImageHead(Part(range, hidden), range.Count, shrink, cancellation);
        return Split(range.First, features, family.ImageWidth);
    }

    // [B,N,H] → [B,D]
    private float[] RunImageHead(GraphValue hidden, int size, bool shrink, CancellationToken cancellation)
    {
        List<GraphValue> inputs = [hidden];
        if (family.Probe is { } probe)
        {
            var probes = Joined([.. Enumerable.Repeat(probe.Value, size)]); // [B,1,H]
            inputs.Add(GraphValue.Of(AttentionPoolingHead.Probe, probes, size, 1, _width));
        }

        return sessions.ImageHead.Value.Run(inputs, AttentionPoolingHead.Feature, [size, family.ImageWidth], cancellation, shrink);
    }

    private Dictionary<int, float[]> RunDenseHead(
        (int First, int Count) range, DeviceTensor hidden, long count, bool shrink, CancellationToken cancellation)
    {
        if (range.Count == 0) return [];

        var features = sessions.DenseHead.Value.Run(
            [Part(range, hidden)],
            AttentionPoolingHead.DenseFeature,
            [range.Count, count - family.ExtraTokens, family.ImageWidth],
            cancellation,
            shrink);
        return Split(range.First, features, checked((int)((count - family.ExtraTokens) * family.ImageWidth)));
    }

    // By index in the batch.
    private static Dictionary<int, float[]> Split(int first, float[] features, int length) =>
        (features.Length == length ? [features] : features.Chunk(length))
        .Select((feature, index) => (feature, index))
        .ToDictionary(pair => first + pair.index, pair => pair.feature);
}
