using FgClip.Kernels;

namespace FgClip.Inference.Direct;

/// <summary>Refuses features that are no numbers.</summary>
internal static class CheckedFeatures
{
    /// <summary>The features of a head, unless one is no number; then the error says whether head or tower made it so.</summary>
    /// <param name="features">What the head computed.</param>
    /// <param name="head">Its name.</param>
    /// <param name="tower">The name of what computed its input.</param>
    /// <param name="states">Its input.</param>
    /// <param name="panels">The tokens there.</param>
    /// <exception cref="FgClipException">A feature is no number.</exception>
    public static float[] Of(float[] features, string head, string tower, PanelBuffer states, TokenPanels panels) => FiniteValues.All(features)
        ? features
        : throw FiniteValues.Refusal(AreFinite(states, panels) ? head : tower, ModelPrecision.Float32);

    private static unsafe bool AreFinite(PanelBuffer states, TokenPanels panels)
    {
        for (var panel = 0; panel < panels.Count; panel++)
        {
            for (var row = 0; row < states.Rows; row++)
            {
                if (!FiniteValues.All(new ReadOnlySpan<float>(states.At(panel, row), panels.TokensIn(panel)))) return false;
            }
        }

        return true;
    }
}
