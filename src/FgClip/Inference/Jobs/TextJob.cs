using FgClip.Encoding;

namespace FgClip.Inference.Jobs;

/// <summary>A token sequence that runs alone or with others as long.</summary>
internal sealed class TextJob : InferenceJob<float[]>
{
    /// <param name="ids">[T], within the vocabulary.</param>
    /// <param name="mask">[T], 1 for tokens and 0 for padding; null where every token counts.</param>
    /// <param name="kind">The head.</param>
    /// <param name="work">Floating-point operations.</param>
    /// <param name="ticket">The call it belongs to.</param>
    /// <param name="cancellation">Takes it out of the queue.</param>
    public TextJob(int[] ids, int[]? mask, TextKind kind, double work, CallTicket ticket, CancellationToken cancellation)
        : base(new JobKey(JobKind.Text, ids.Length), work, ids.LongLength * sizeof(int), ticket, cancellation)
    {
        (Ids, Mask, Kind) = (ids, mask, kind);
    }

    public int[] Ids { get; }

    public int[]? Mask { get; }

    public TextKind Kind { get; }
}
