namespace FgClip.Inference.Jobs;

/// <summary>Computes jobs on the device; called by one thread.</summary>
internal interface IJobRunner
{
    /// <summary>Computes jobs of one key in one run and completes each.</summary>
    void Run(IReadOnlyList<InferenceJob> batch, CancellationToken cancellation);
}

/// <summary>A job that computes itself in steps.</summary>
internal interface ISteppedJob
{
    /// <summary>Computes the next step; the last one completes the job.</summary>
    /// <returns>Whether there are more.</returns>
    bool Step(CancellationToken cancellation);
}
