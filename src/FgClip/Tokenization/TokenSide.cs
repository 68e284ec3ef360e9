namespace FgClip.Tokenization;

/// <summary>The end of a sequence at which a tokenizer pads or cuts.</summary>
public enum TokenSide
{
    /// <summary>After the last token.</summary>
    Right,

    /// <summary>Before the first token.</summary>
    Left,
}
