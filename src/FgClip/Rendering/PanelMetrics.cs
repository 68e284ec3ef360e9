namespace FgClip.Rendering;

/// <summary>Sizes that strips, legends and marks share, so that they fit each other at every scale.</summary>
internal static class PanelMetrics
{
    /// <summary>The smallest text, in pixels of em size: Chinese characters with many strokes need that much.</summary>
    public const float SmallestText = 16;

    private const float LargestText = 36;

    /// <summary>
    /// The em size of a phrase over a panel of this size: grows with the panel, because hosts show large pictures
    /// smaller; by its area, so that a tall thin panel is not covered by its caption, and at least by its width, because
    /// that is what hosts fit to theirs.
    /// </summary>
    public static float TextSize(int panelWidth, int panelHeight) =>
        MathF.Round(Math.Clamp(Math.Max(MathF.Sqrt((float)panelWidth * panelHeight) / 32, panelWidth / 64f), SmallestText, LargestText));

    /// <summary>The em size of everything but the phrase.</summary>
    public static float SmallTextSize(float textSize) => MathF.Round(Math.Max(SmallestText, textSize * 0.8f));

    /// <summary>The space between a strip's edge and its text, in pixels.</summary>
    public static int Padding(float textSize) => (int)MathF.Round(textSize * 0.7f);

    /// <summary>The width of a mark's white line in pixels.</summary>
    public static float StrokeWidth(float textSize) => Math.Max(2, MathF.Round(textSize / 9));
}
