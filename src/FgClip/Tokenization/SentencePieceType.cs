namespace FgClip.Tokenization;

/// <summary>The kinds of pieces, as sentencepiece_model.proto numbers them.</summary>
internal enum SentencePieceType
{
    /// <summary>A stretch of text.</summary>
    Normal = 1,

    /// <summary>What cannot be written.</summary>
    Unknown = 2,

    /// <summary>A control token, such as the end of the text.</summary>
    Control = 3,

    /// <summary>A text that is always one token.</summary>
    UserDefined = 4,

    /// <summary>A piece that is not in use.</summary>
    Unused = 5,

    /// <summary>One byte.</summary>
    Byte = 6,
}
