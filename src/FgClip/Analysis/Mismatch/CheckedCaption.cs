namespace FgClip.Analysis.Mismatch;

/// <summary>One of several captions and what the picture says about it.</summary>
/// <param name="Caption">The caption.</param>
/// <param name="Report">The result; null where it cannot be checked.</param>
/// <param name="Error">Why it cannot; null where it could.</param>
public sealed record CheckedCaption(string Caption, MismatchReport? Report, FgClipException? Error);
