namespace FgClip.Checkpoints;

/// <summary>
/// <c>vision_config</c> of a config.json: the sizes of the vision tower. The defaults are those of the official
/// configuration class (fgclip2/model/strcs/configuration_fgclip2.py), which saves only what differs from them.
/// </summary>
public sealed record FgClip2VisionConfig
{
    /// <summary><c>hidden_size</c>, H: width of a patch and of the image feature; a multiple of <see cref="NumAttentionHeads"/>.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary><c>num_hidden_layers</c>, at least 1.</summary>
    public int NumHiddenLayers { get; init; } = 12;

    /// <summary><c>num_attention_heads</c>, at least 1; also of the pooling and the dense head.</summary>
    public int NumAttentionHeads { get; init; } = 12;

    /// <summary><c>intermediate_size</c>: width between the two linear layers of an MLP.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary><c>num_channels</c>: always 3.</summary>
    public int NumChannels { get; init; } = 3;

    /// <summary><c>patch_size</c>: pixels along a side of a patch.</summary>
    public int PatchSize { get; init; } = 16;

    /// <summary><c>num_patches</c>: rows of the position table, a square number.</summary>
    public int NumPatches { get; init; } = 256;

    /// <summary>Side of the square that the position table is a grid of: √<see cref="NumPatches"/>.</summary>
    public int PositionGridSide => (int)Math.Round(Math.Sqrt(NumPatches));

    /// <summary>Values in a patch: channels · side · side.</summary>
    public int PatchLength => NumChannels * PatchSize * PatchSize;

    /// <summary><c>layer_norm_eps</c>, above 0.</summary>
    public double LayerNormEps { get; init; } = 1e-6;

    /// <summary><c>hidden_act</c>: a name that Transformers knows, such as gelu_pytorch_tanh, gelu or quick_gelu.</summary>
    public string HiddenAct { get; init; } = "gelu_pytorch_tanh";
}
