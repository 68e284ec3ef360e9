namespace FgClip.Tokenization;

/// <summary>
/// A token that is recognised in the text before byte-pair encoding, with the flags of the tokenizers library.
/// </summary>
/// <param name="Content">The text that is matched; not empty.</param>
public sealed record AddedToken(string Content)
{
    /// <summary>Whether it is a control token rather than ordinary text.</summary>
    public bool Special { get; init; }

    /// <summary>Whether it matches only where no letter, digit or underscore touches it.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Whether it swallows the white space before it.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Whether it swallows the white space after it.</summary>
    public bool StripsRight { get; init; }

    /// <summary>Whether it is looked for, normalized itself, in the normalized text instead of the text as written.</summary>
    public bool Normalized { get; init; }
}
