using FgClip.Encoding;

namespace FgClip.Inference.Jobs;

/// <summary>Features of one picture: [H] and [N,H], those that were asked for.</summary>
internal sealed record PictureFeatures(float[]? Image, float[]? Dense);

/// <summary>A picture that runs at once, alone or with others of as many patches.</summary>
internal sealed class PictureJob : InferenceJob<PictureFeatures>
{
    /// <param name="patches">[N,P].</param>
    /// <param name="positions">[N,H]; the same array for pictures of the same grid.</param>
    /// <param name="count">N.</param>
    /// <param name="parts">The heads to run.</param>
    /// <param name="work">Floating-point operations.</param>
    /// <param name="ticket">The call it belongs to.</param>
    /// <param name="cancellation">Takes it out of the queue.</param>
    public PictureJob(
        float[] patches, float[] positions, int count, ImageParts parts, double work, CallTicket ticket, CancellationToken cancellation)
        : base(new JobKey(JobKind.Picture, count), work, patches.LongLength * sizeof(float), ticket, cancellation)
    {
        (Patches, Positions, Count, Parts) = (patches, positions, count, parts);
    }

    public float[] Patches { get; }

    public float[] Positions { get; }

    public int Count { get; }

    public ImageParts Parts { get; }
}
