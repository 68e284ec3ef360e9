namespace FgClip.Mcp.Answers;

/// <summary>A picture or text that is compared, or why it cannot be.</summary>
/// <param name="Source">How the caller named it.</param>
/// <param name="Kind"><c>image</c> or <c>text</c>.</param>
/// <param name="TextKind">The text head; null for pictures.</param>
/// <param name="MaxPatches">The patch budget; null for texts.</param>
/// <param name="Truncated">The text was cut.</param>
/// <param name="Feature">[D], not normalised; null where there is an error.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record ComparedFeature(
    string Source, string Kind, string? TextKind, int? MaxPatches, bool Truncated, ReadOnlyMemory<float>? Feature, string? Error);
