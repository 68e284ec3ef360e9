namespace FgClip.Evaluation.Scenes;

/// <summary>What an evaluation on labelled scenes found.</summary>
/// <param name="Scenes">Scenes measured.</param>
/// <param name="Measures">The figures, by task.</param>
/// <param name="Reliability">How often answers of a score are right.</param>
/// <param name="Coverage">How accurate the surest answers are.</param>
/// <param name="Times">How long it took.</param>
/// <param name="Examples">Verdicts right and wrong, a few of each kind.</param>
public sealed record SceneReport(
    int Scenes,
    IReadOnlyList<SceneMeasure> Measures,
    IReadOnlyList<ReliabilityBin> Reliability,
    IReadOnlyList<CoveragePoint> Coverage,
    IReadOnlyList<StepTime> Times,
    IReadOnlyList<SceneExample> Examples);
