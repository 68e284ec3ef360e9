namespace FgClip.Tokenization;

/// <summary>A part of a text: an added token, or the text between two of them.</summary>
/// <param name="Start">Index of its first UTF-16 unit.</param>
/// <param name="End">Index after its last.</param>
/// <param name="Id">The added token's id; −1 for text.</param>
internal readonly record struct TextPiece(int Start, int End, int Id);
