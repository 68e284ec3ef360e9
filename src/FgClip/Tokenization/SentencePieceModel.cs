namespace FgClip.Tokenization;

/// <summary>What tokenizer.model, a SentencePiece ModelProto, says.</summary>
internal sealed record SentencePieceModel
{
    /// <summary>The pieces in order of their ids.</summary>
    public required IReadOnlyList<SentencePiece> Pieces { get; init; }

    /// <summary>The piece for what the vocabulary cannot write.</summary>
    public required string UnknownPiece { get; init; }
}
