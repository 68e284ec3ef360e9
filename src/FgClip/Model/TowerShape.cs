using FgClip.Checkpoints;

namespace FgClip.Model;

/// <summary>The sizes that every layer of one tower shares.</summary>
internal sealed record TowerShape(
    int HiddenSize, int LayerCount, int HeadCount, int IntermediateSize, double LayerNormEpsilon, string HiddenAct)
{
    /// <summary>Whether a token sees only those before it and itself.</summary>
    public bool IsCausal { get; init; }

    public static TowerShape Of(FgClip2VisionConfig config) => new(
        config.HiddenSize,
        config.NumHiddenLayers,
        config.NumAttentionHeads,
        config.IntermediateSize,
        config.LayerNormEps,
        config.HiddenAct);

    public static TowerShape Of(FgClip2TextConfig config) => new(
        config.HiddenSize,
        config.NumHiddenLayers,
        config.NumAttentionHeads,
        config.IntermediateSize,
        config.LayerNormEps,
        config.HiddenAct);

    public static TowerShape Of(FgClip1VisionConfig config) => new(
        config.HiddenSize,
        config.NumHiddenLayers,
        config.NumAttentionHeads,
        config.IntermediateSize,
        config.LayerNormEps,
        config.HiddenAct);

    public static TowerShape Of(FgClip1TextConfig config) => new(
        config.HiddenSize,
        config.NumHiddenLayers,
        config.NumAttentionHeads,
        config.IntermediateSize,
        config.LayerNormEps,
        config.HiddenAct)
    {
        IsCausal = true,
    };
}
