namespace FgClip.Checkpoints;

/// <summary>
/// <c>text_config</c> of a config.json: the sizes of the text tower. The defaults are those of the official
/// configuration class (fgclip2/model/strcs/configuration_fgclip2.py), which saves only what differs from them.
/// </summary>
public sealed record FgClip2TextConfig
{
    /// <summary><c>hidden_size</c>, H: width of a token; a multiple of <see cref="NumAttentionHeads"/>.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary><c>num_hidden_layers</c>, at least 1.</summary>
    public int NumHiddenLayers { get; init; } = 12;

    /// <summary><c>num_attention_heads</c>, at least 1.</summary>
    public int NumAttentionHeads { get; init; } = 12;

    /// <summary><c>intermediate_size</c>: width between the two linear layers of an MLP.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary><c>vocab_size</c>, V: rows of the token table. The published checkpoints say 256000.</summary>
    public int VocabSize { get; init; } = 32000;

    /// <summary><c>max_position_embeddings</c>: tokens of a short or box text.</summary>
    public int MaxPositionEmbeddings { get; init; } = 64;

    /// <summary><c>longtext_len</c>: tokens of a long text; it is always padded to it.</summary>
    public int LongtextLen { get; init; } = 196;

    /// <summary><c>keep_len</c>: first positions of a long text that use the original table; 0 to <see cref="LongtextLen"/>.</summary>
    public int KeepLen { get; init; } = 20;

    /// <summary><c>projection_size</c>: width of the short text's feature; <see cref="HiddenSize"/> where absent.</summary>
    public int ProjectionSize { get; init; } = 768;

    /// <summary><c>layer_norm_eps</c>, above 0.</summary>
    public double LayerNormEps { get; init; } = 1e-6;

    /// <summary><c>hidden_act</c>: a name that Transformers knows, such as gelu_pytorch_tanh, gelu or quick_gelu.</summary>
    public string HiddenAct { get; init; } = "gelu_pytorch_tanh";
}
