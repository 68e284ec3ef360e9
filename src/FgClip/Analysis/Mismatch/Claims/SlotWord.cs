namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>A value and the words that state it.</summary>
internal sealed record SlotWord(string Value, TextSpan Span);
