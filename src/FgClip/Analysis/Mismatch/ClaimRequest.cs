namespace FgClip.Analysis.Mismatch;

/// <summary>A claim that the caller states, instead of those that the grammar finds.</summary>
/// <param name="Text">The claim as a phrase or caption, such as "a red dog".</param>
/// <param name="Kind">What it is about; null: <see cref="ClaimKind.Other"/>, unless the grammar reads exactly one claim.</param>
/// <param name="Alternatives">
/// What would be true instead, each as a text of the same form ("a blue dog"); with none, the grammar's own are used.
/// </param>
public sealed record ClaimRequest(string Text, ClaimKind? Kind = null, IReadOnlyList<string>? Alternatives = null);
