namespace FgClip.Checkpoints;

/// <summary>
/// <c>vision_config</c> of an FG-CLIP checkpoint of the first version. The defaults are those of Transformers'
/// CLIPVisionConfig, which saves only what differs from them.
/// </summary>
public sealed record FgClip1VisionConfig
{
    /// <summary><c>hidden_size</c>, H: width of a patch; a multiple of <see cref="NumAttentionHeads"/>.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary><c>num_hidden_layers</c>, at least 1.</summary>
    public int NumHiddenLayers { get; init; } = 12;

    /// <summary><c>num_attention_heads</c>, at least 1.</summary>
    public int NumAttentionHeads { get; init; } = 12;

    /// <summary><c>intermediate_size</c>: width between the two linear layers of an MLP.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary><c>num_channels</c>: always 3.</summary>
    public int NumChannels { get; init; } = 3;

    /// <summary><c>image_size</c>: side in pixels of the square that every picture becomes; a multiple of <see cref="PatchSize"/>.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary><c>patch_size</c>: pixels along a side of a patch.</summary>
    public int PatchSize { get; init; } = 32;

    /// <summary>Patches along a side of the square.</summary>
    public int GridSide => ImageSize / PatchSize;

    /// <summary>N: patches of a picture.</summary>
    public int NumPatches => GridSide * GridSide;

    /// <summary>Values in a patch: channels · side · side.</summary>
    public int PatchLength => NumChannels * PatchSize * PatchSize;

    /// <summary><c>layer_norm_eps</c>, above 0.</summary>
    public double LayerNormEps { get; init; } = 1e-5;

    /// <summary><c>hidden_act</c>: a name that Transformers knows, such as gelu_pytorch_tanh, gelu or quick_gelu.</summary>
    public string HiddenAct { get; init; } = "quick_gelu";
}
