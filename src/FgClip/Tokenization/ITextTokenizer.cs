namespace FgClip.Tokenization;

/// <summary>
/// Turns captions into token ids exactly as the checkpoint's tokenizer does in Transformers. Special tokens written in
/// a text are recognised. The text is not lower-cased: FG-CLIP 2's callers do that first, with
/// <see cref="PythonLowercase"/>. Implementations are thread-safe.
/// </summary>
public interface ITextTokenizer
{
    /// <summary>How many ids there are: every id returned lies in [0, VocabularySize).</summary>
    int VocabularySize { get; }

    /// <summary>The id that fills up to the length.</summary>
    int PadId { get; }

    /// <summary>
    /// Whether the model is given an attention mask, so that padding is masked as keys: model_input_names lists it.
    /// </summary>
    bool UsesAttentionMask { get; }

    /// <summary>
    /// Tokenises a text, cuts it, adds the beginning and end tokens that the checkpoint asks for, and pads it.
    /// </summary>
    /// <param name="text">The caption; may be empty. An unpaired surrogate counts as U+FFFD.</param>
    /// <param name="length">Tokens in the answer, at least the number of added tokens; those are never cut off.</param>
    /// <returns>Exactly <paramref name="length"/> ids.</returns>
    /// <exception cref="FgClipException">The length is too small, or the text too long to be a caption.</exception>
    TextTokens Encode(string text, int length);

    /// <summary>Tokenises a text with its beginning and end tokens, neither cut nor padded.</summary>
    /// <param name="text">The caption; may be empty. An unpaired surrogate counts as U+FFFD.</param>
    /// <exception cref="FgClipException">The text is too long to be a caption.</exception>
    int[] EncodeUnpadded(string text);
}
