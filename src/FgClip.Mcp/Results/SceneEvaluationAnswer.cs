using FgClip.Evaluation.Scenes;

namespace FgClip.Mcp.Results;

/// <summary>Figures of a checkpoint on labelled scenes.</summary>
internal sealed record SceneEvaluationAnswer(string Model, string Data, int? MaxPatches, IReadOnlyList<SceneMeasure> Measures);
