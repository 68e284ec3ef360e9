namespace FgClip.Checkpoints;

/// <summary>
/// <c>text_config</c> of an FG-CLIP checkpoint of the first version. The defaults are those of Transformers'
/// CLIPTextConfig, which saves only what differs from them.
/// </summary>
public sealed record FgClip1TextConfig
{
    /// <summary>First positions of a long text that use the original table; fixed in the official code.</summary>
    public const int KeepLen = 20;

    /// <summary><c>hidden_size</c>, H: width of a token; a multiple of <see cref="NumAttentionHeads"/>.</summary>
    public int HiddenSize { get; init; } = 512;

    /// <summary><c>num_hidden_layers</c>, at least 1.</summary>
    public int NumHiddenLayers { get; init; } = 12;

    /// <summary><c>num_attention_heads</c>, at least 1.</summary>
    public int NumAttentionHeads { get; init; } = 8;

    /// <summary><c>intermediate_size</c>: width between the two linear layers of an MLP.</summary>
    public int IntermediateSize { get; init; } = 2048;

    /// <summary><c>vocab_size</c>, V: rows of the token table.</summary>
    public int VocabSize { get; init; } = 49408;

    /// <summary><c>max_position_embeddings</c>: tokens of a short or box text.</summary>
    public int MaxPositionEmbeddings { get; init; } = 77;

    /// <summary>Tokens of a long text: the rows of its position tables, at least <see cref="KeepLen"/>. Not in config.json.</summary>
    public int LongtextLen { get; init; } = 248;

    /// <summary>
    /// <c>eos_token_id</c>: the feature is taken at its first place. Old files say 2, which the official code replaces by
    /// the last id of the vocabulary; so does this.
    /// </summary>
    public int EosTokenId { get; init; } = 49407;

    /// <summary><c>layer_norm_eps</c>, above 0.</summary>
    public double LayerNormEps { get; init; } = 1e-5;

    /// <summary><c>hidden_act</c>: a name that Transformers knows, such as gelu_pytorch_tanh, gelu or quick_gelu.</summary>
    public string HiddenAct { get; init; } = "quick_gelu";
}
