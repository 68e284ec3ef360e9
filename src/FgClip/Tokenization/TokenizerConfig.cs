namespace FgClip.Tokenization;

/// <summary>
/// What a checkpoint says of its tokenizer outside the tokenizer's own file: tokenizer_config.json. The defaults are
/// those of GemmaTokenizerFast in Transformers 4.57. Flags can be forced with a <c>with</c> expression.
/// </summary>
public sealed record TokenizerConfig
{
    /// <summary>Whether every text starts with <see cref="BosToken"/>: add_bos_token. Default true.</summary>
    public bool AddBos { get; init; } = true;

    /// <summary>Whether every text ends with <see cref="EosToken"/>: add_eos_token. Default false.</summary>
    public bool AddEos { get; init; }

    /// <summary>The beginning token; null: there is none. Default &lt;bos&gt;.</summary>
    public string? BosToken { get; init; } = "<bos>";

    /// <summary>The end token; null: there is none. Default &lt;eos&gt;.</summary>
    public string? EosToken { get; init; } = "<eos>";

    /// <summary>The padding token; null: there is none, and no tokenizer can be made. Default &lt;pad&gt;.</summary>
    public string? PadToken { get; init; } = "<pad>";

    /// <summary>The unknown token as the configuration names it; the model's own file decides what is used. Default &lt;unk&gt;.</summary>
    public string? UnkToken { get; init; } = "<unk>";

    /// <summary>
    /// The end at which padding is added: padding_side. Null: what tokenizer.json says of padding, else the left, as
    /// the class's default is.
    /// </summary>
    public TokenSide? PaddingSide { get; init; }

    /// <summary>
    /// The end at which long texts are cut: truncation_side. Null: what tokenizer.json says of truncation, else the right.
    /// </summary>
    public TokenSide? TruncationSide { get; init; }

    /// <summary>Whether the model is given an attention mask: model_input_names lists it. Default true.</summary>
    public bool UsesAttentionMask { get; init; } = true;

    /// <summary>Whether special tokens written in a text are ordinary text: split_special_tokens. Default false.</summary>
    public bool SplitSpecialTokens { get; init; }

    /// <summary>
    /// Added tokens by rising id: added_tokens_decoder. Null where the configuration has no such entry. They add to
    /// those of the tokenizer's file, and their flags win.
    /// </summary>
    public IReadOnlyList<AddedToken>? AddedTokens { get; init; }

    /// <summary>Special tokens beside the four named ones: sep, cls and mask token, additional and extra ones.</summary>
    public IReadOnlyList<string> OtherSpecialTokens { get; init; } = [];

    /// <summary>
    /// The flags of special tokens that the configuration writes as objects, by content; the others match as written,
    /// without stripping.
    /// </summary>
    internal IReadOnlyDictionary<string, AddedToken> SpecialTokenFlags { get; init; } = new Dictionary<string, AddedToken>();

    /// <summary>The contents of all special tokens, each once.</summary>
    internal IEnumerable<string> SpecialTokens =>
        new[] { BosToken, EosToken, UnkToken, PadToken }.OfType<string>().Concat(OtherSpecialTokens).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// Reads tokenizer_config.json of a checkpoint folder, and special_tokens_map.json and added_tokens.json where
    /// Transformers would (when there is no added_tokens_decoder). Files that are not there leave the defaults.
    /// </summary>
    /// <param name="folder">A Hugging Face folder.</param>
    /// <exception cref="FgClipException">A file is malformed, or names a class of tokenizers that is not supported.</exception>
    public static TokenizerConfig FromFolder(string folder) => TokenizerConfigReader.Read(folder);
}
