namespace FgClip.Tokenization;

/// <summary>A piece of a SentencePiece model.</summary>
/// <param name="Text">The piece.</param>
/// <param name="Score">Its score; the higher, the earlier its merges.</param>
/// <param name="Type">Its kind.</param>
internal readonly record struct SentencePiece(string Text, float Score, SentencePieceType Type);
