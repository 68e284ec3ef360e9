using FgClip.Model;

namespace FgClip.Inference.Jobs;

/// <summary>Runs token sequences of equal length together: the tower for all, then the head of each kind.</summary>
/// <param name="sessions">The sessions.</param>
/// <param name="family">The model family.</param>
internal sealed class TextRunner(ModelSessions sessions, ModelFamily family)
{
    private readonly int _width = family.Text.HiddenSize; // H

    public void Run(IReadOnlyList<TextJob> batch, CancellationToken cancellation)
    {
        TextJob[] ordered = [.. batch.OrderBy(job => job.Kind)];
        int count = ordered.Length, length = ordered[0].Ids.Length;
        var embedded = GC.AllocateUninitializedArray<float>(count * length * _width); // [B,T,H]
        for (var index = 0; index < count; index++)
        {
            family.Embedding.Embed(ordered[index].Ids, ordered[index].Kind, embedded.AsSpan(index * length * _width, length * _width));
        }

        List<GraphValue> inputs = [GraphValue.Of(TextTower.Embeddings, embedded, count, length, _width)];
        if (family.MasksText) inputs.Add(GraphValue.Of(TextTower.AttentionMask, MaskOf(ordered, length), count, length));
        var pooled = sessions.TextTower.Value.Run(inputs, TextTower.Pooled, [count, _width], cancellation);

        for (var first = 0; first < count;)
        {
            var kind = ordered[first].Kind;
            var end = first;
            while (end < count && ordered[end].Kind == kind) end++;
            RunHead(ordered.AsSpan(first, end - first), pooled.AsMemory(first * _width, (end - first) * _width), kind, cancellation);
            first = end;
        }
    }

    private void RunHead(ReadOnlySpan<TextJob> jobs, Memory<float> pooled, Encoding.TextKind kind, CancellationToken cancellation)
    {
        var dimension = family.TextWidth(kind);
        var features = sessions.TextHead(kind).Run(
            [GraphValue.Of(TextHead.Pooled, pooled, jobs.Length, _width)], TextHead.Feature, [jobs.Length, dimension], cancellation);
        for (var index = 0; index < jobs.Length; index++)
        {
            jobs[index].Complete(features.AsSpan(index * dimension, dimension).ToArray());
        }
    }

    // [B,T]
    private static int[] MaskOf(TextJob[] batch, int length)
    {
        var mask = new int[batch.Length * length];
        for (var index = 0; index < batch.Length; index++)
        {
            var target = mask.AsSpan(index * length, length);
            if (batch[index].Mask is { } given) given.CopyTo(target);
            else target.Fill(1);
        }

        return mask;
    }
}
