namespace FgClip.Evaluation.Scenes;

/// <summary>How accurate the surest answers are.</summary>
/// <param name="Task">mismatch or presence.</param>
/// <param name="Language">en or zh.</param>
/// <param name="Coverage">The share of all answers that are given, the surest first; above 0 to 1.</param>
/// <param name="Accuracy">The share of those that are right.</param>
/// <param name="IsDefault">What the verdicts give with their own unsure band, rather than a point of the curve.</param>
public sealed record CoveragePoint(string Task, string Language, double Coverage, double Accuracy, bool IsDefault);
