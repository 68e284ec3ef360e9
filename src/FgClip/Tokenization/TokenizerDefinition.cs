namespace FgClip.Tokenization;

/// <summary>What a tokenizer file says, before tokenizer_config.json has its say.</summary>
internal sealed record TokenizerDefinition
{
    /// <summary>The vocabulary.</summary>
    public required PieceTable Pieces { get; init; }

    /// <summary>The merges, in ids of the vocabulary.</summary>
    public required MergeTable Merges { get; init; }

    /// <summary>What happens to characters that the vocabulary lacks.</summary>
    public required BpeSettings Settings { get; init; }

    /// <summary>What happens to the text between added tokens.</summary>
    public required TextNormalizer Normalizer { get; init; }

    /// <summary>Texts after each of which a normalized text is cut before byte-pair encoding.</summary>
    public IReadOnlyList<string> Separators { get; init; } = [];

    /// <summary>The file's added tokens, in its order.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>Whether the file itself lists its special tokens (tokenizer.json does, tokenizer.model does not).</summary>
    public bool ListsSpecialTokens { get; init; }

    /// <summary>The side that the file's own padding setting names.</summary>
    public TokenSide? PaddingSide { get; init; }

    /// <summary>The side that the file's own truncation setting names.</summary>
    public TokenSide? TruncationSide { get; init; }
}
