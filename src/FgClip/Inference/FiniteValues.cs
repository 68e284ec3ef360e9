using System.Numerics.Tensors;

namespace FgClip.Inference;

/// <summary>Refuses results that are no numbers: one in the weights would turn every later comparison into nonsense without a word.</summary>
internal static class FiniteValues
{
    /// <summary>Whether all values are finite.</summary>
    // The sum of finite values may overflow; only then is each looked at.
    public static bool All(ReadOnlySpan<float> values) =>
        float.IsFinite(TensorPrimitives.SumOfMagnitudes(values)) || TensorPrimitives.IsFiniteAll(values);

    /// <summary>Says that a part of a model computed something else.</summary>
    /// <param name="part">The part.</param>
    /// <param name="precision">What it was computed in.</param>
    public static FgClipException Refusal(string part, ModelPrecision precision) => new(
        FgClipErrorKind.Checkpoint,
        $"the {part} computed values that are no numbers",
        remedy: precision == ModelPrecision.Float16
            ? "They may be too large for float16: try --precision bfloat16 or float32. If float32 fails too, the weights are damaged."
            : "The weights are damaged: download the checkpoint again.");
}
