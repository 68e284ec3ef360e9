namespace FgClip.Tokenization.Clip;

/// <summary>What the files of a CLIP tokenizer say, before tokenizer_config.json has its say.</summary>
internal sealed record ClipDefinition
{
    /// <summary>The vocabulary: pieces of words in the byte alphabet.</summary>
    public required PieceTable Pieces { get; init; }

    /// <summary>The merges, in ids of the vocabulary.</summary>
    public required MergeTable Merges { get; init; }

    /// <summary>The piece that stands for bytes that are none; null: they are dropped.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>What happens to the text between added tokens.</summary>
    public Func<string, string> Normalize { get; init; } = ClipNormalizer.Standard;

    /// <summary>Whether the markers of beginning and end are words of the splitting expression.</summary>
    public bool KeepsMarkers { get; init; }

    /// <summary>The files' added tokens, in their order.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>Whether the file itself lists its special tokens (tokenizer.json does, vocab.json does not).</summary>
    public bool ListsSpecialTokens { get; init; }

    /// <summary>The side that the file's own padding setting names.</summary>
    public TokenSide? PaddingSide { get; init; }

    /// <summary>The side that the file's own truncation setting names.</summary>
    public TokenSide? TruncationSide { get; init; }
}
