using FgClip.Encoding;

namespace FgClip.Analysis;

/// <summary>One caption of a ranking.</summary>
/// <param name="Index">Its place in the caller's list, from 0.</param>
/// <param name="Caption">The caption as given.</param>
/// <param name="Kind">The head that scored it: <see cref="TextKind.Short"/> or <see cref="TextKind.Long"/>.</param>
/// <param name="Cosine">−1 to 1.</param>
/// <param name="Logit">Cosine · exp(logit_scale) + logit_bias.</param>
/// <param name="Probability">Sigmoid of the logit, 0 to 1: the probability that this caption fits, by itself; null where the model has none (FG-CLIP's first version).</param>
/// <param name="Share">Softmax over the logits of the captions scored with the same head, 0 to 1.</param>
/// <param name="Truncated">The caption was longer than its head takes; its end did not count.</param>
public sealed record RankedCaption(
    int Index, string Caption, TextKind Kind, float Cosine, float Logit, double? Probability, double Share, bool Truncated);
