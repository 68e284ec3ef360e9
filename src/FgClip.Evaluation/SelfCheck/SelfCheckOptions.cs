using FgClip.Inference;

namespace FgClip.Evaluation.SelfCheck;

/// <summary>What a self-check runs on.</summary>
public sealed record SelfCheckOptions
{
    /// <summary>The checkpoint's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>A picture of the user's; null: the sample that comes with the program.</summary>
    public string? Picture { get; init; }

    /// <summary>Device and threads.</summary>
    public InferenceOptions Inference { get; init; } = new();
}
