using FgClip.Analysis.Mismatch;

namespace FgClip.Rendering;

/// <summary>A line of the list below an annotated picture.</summary>
/// <param name="Text">What is claimed, and for a contradicted claim what is right.</param>
/// <param name="Verdict">Chooses colour and sign: a green tick, a red cross, or an amber question mark for unsure.</param>
/// <param name="Tag">The tag of the box that the claim is about; null where it has none.</param>
public sealed record AnnotatedClaim(string Text, ClaimVerdict Verdict, string? Tag);
