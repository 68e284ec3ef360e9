namespace FgClip.Tokenization;

/// <summary>What a byte-pair model does with characters that its vocabulary lacks.</summary>
internal sealed record BpeSettings
{
    /// <summary>The piece that stands for what cannot be written otherwise; null: such characters are dropped.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>Whether neighbouring unknown characters give one token.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>Whether a character that is not a piece is written as its UTF-8 bytes, the pieces &lt;0x00&gt; to &lt;0xFF&gt;.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>Whether a stretch of text that is a piece as a whole is taken without merging.</summary>
    public bool IgnoreMerges { get; init; }
}
