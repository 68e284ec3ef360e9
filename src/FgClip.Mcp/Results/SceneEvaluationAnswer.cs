using FgClip.Evaluation.Scenes;

namespace FgClip.Mcp.Results;

/// <summary>Figures of a checkpoint on labelled scenes.</summary>
/// <param name="Model">The checkpoint's name.</param>
/// <param name="Data">The folder of the scenes.</param>
/// <param name="MaxPatches">Patch budget; null for the automatic rule.</param>
/// <param name="Oracle">What the mismatch detector was told: boxes, claims.</param>
/// <param name="Scenes">How many were measured.</param>
/// <param name="Measures">The figures.</param>
/// <param name="Reliability">How often answers of a score are right.</param>
/// <param name="Coverage">How accurate the surest answers are.</param>
/// <param name="Times">How long the steps took.</param>
internal sealed record SceneEvaluationAnswer(
    string Model,
    string Data,
    int? MaxPatches,
    IReadOnlyList<string> Oracle,
    int Scenes,
    IReadOnlyList<SceneMeasure> Measures,
    IReadOnlyList<ReliabilityBin> Reliability,
    IReadOnlyList<CoveragePoint> Coverage,
    IReadOnlyList<StepTime> Times);
