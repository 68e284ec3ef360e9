namespace FgClip.Evaluation.Scenes;

/// <summary>Answers whose scores are alike, and how many of them were right.</summary>
/// <param name="Task">mismatch (scores of captions) or presence (scores of phrases).</param>
/// <param name="Language">en or zh.</param>
/// <param name="From">Scores from here, 0 to 1,</param>
/// <param name="To">up to here.</param>
/// <param name="Count">Answers.</param>
/// <param name="MeanScore">Their mean score.</param>
/// <param name="ShareRight">The share of captions that are right, or of phrases that are there.</param>
public sealed record ReliabilityBin(string Task, string Language, double From, double To, int Count, double MeanScore, double ShareRight);
