namespace FgClip.Inference.Jobs;

/// <summary>What a job computes.</summary>
internal enum JobKind
{
    /// <summary>A token sequence.</summary>
    Text,

    /// <summary>A picture in one run.</summary>
    Picture,

    /// <summary>A picture in steps.</summary>
    LargePicture,
}

/// <summary>Jobs of one key can share a run.</summary>
/// <param name="Kind">What is computed.</param>
/// <param name="Length">Patches or tokens: nothing is padded, so lengths must agree.</param>
internal readonly record struct JobKey(JobKind Kind, int Length);
