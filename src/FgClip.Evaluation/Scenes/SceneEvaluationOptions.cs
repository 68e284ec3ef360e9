using FgClip.Analysis;

namespace FgClip.Evaluation.Scenes;

/// <summary>How scenes are measured.</summary>
public sealed record SceneEvaluationOptions
{
    /// <summary>Patch budget; null, unless told, for the automatic rule.</summary>
    public int? MaxPatches { get; init; }

    /// <summary>The first so many scenes only, at least 1; null, unless told, for all.</summary>
    public int? Limit { get; init; }

    /// <summary>How readings are judged; null, unless told: as the checkpoint's card says.</summary>
    public AnalysisCalibration? Calibration { get; init; }

    /// <summary>What the mismatch detector is told; nothing, unless told.</summary>
    public SceneOracle Oracle { get; init; }
}
