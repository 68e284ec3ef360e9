namespace FgClip.Evaluation.Scenes.Reporting;

/// <summary>What a page says about the run beside its figures.</summary>
/// <param name="Model">The checkpoint's name.</param>
/// <param name="Data">The set's name.</param>
/// <param name="MaxPatches">Patch budget; null for the automatic rule.</param>
/// <param name="Oracle">What the mismatch detector was told.</param>
public sealed record ReportFacts(string Model, string Data, int? MaxPatches, SceneOracle Oracle = SceneOracle.None);
