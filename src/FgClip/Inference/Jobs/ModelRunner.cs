namespace FgClip.Inference.Jobs;

/// <summary>Runs the jobs of one model, each kind with its runner.</summary>
internal sealed class ModelRunner(PictureRunner pictures, TextRunner texts) : IJobRunner
{
    public void Run(IReadOnlyList<InferenceJob> batch, CancellationToken cancellation)
    {
        if (batch[0] is PictureJob) pictures.Run([.. batch.Cast<PictureJob>()], cancellation);
        else texts.Run([.. batch.Cast<TextJob>()], cancellation);
    }
}
