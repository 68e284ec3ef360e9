namespace FgClip.Analysis.Classification;

/// <summary>How well a label fits a picture or a part of it.</summary>
/// <param name="Index">Its place in the caller's list.</param>
/// <param name="Label">The label.</param>
/// <param name="Cosine">Cosine of the picture's or part's feature and the label's, −1 to 1.</param>
/// <param name="Logit">The checkpoint's score of a picture and a text; null for a part, which has no such scale.</param>
/// <param name="Probability">Sigmoid of the logit, 0 to 1, each label by itself; null for a part, and where the model has none (FG-CLIP's first version).</param>
/// <param name="Share">Softmax among the labels, 0 to 1.</param>
/// <param name="Truncated">The label in one of its templates was longer than the text tower takes.</param>
public sealed record LabelScore(int Index, string Label, float Cosine, float? Logit, double? Probability, double Share, bool Truncated);
