namespace FgClip.Evaluation.Scenes.Making;

/// <summary>A colour of scenes: its names, how a thing is recoloured with it, and what a background of it looks like.</summary>
/// <remarks>
/// A recoloured pixel of lightness l (0 to 1) becomes Dark + l · Span. The chromatic colours take a quarter of their own
/// value for black and 1.15 times it for white, so that a thing keeps its drawing; white and black have ranges of their own,
/// because a quarter of white would be grey. A background is the colour mixed with 45 % white, so that a thing of the same
/// name as its background's colour still stands out.
/// </remarks>
/// <param name="English">Its name.</param>
/// <param name="Chinese">Its Chinese name.</param>
/// <param name="Dark">What black becomes, red, green and blue.</param>
/// <param name="Span">What is added for white.</param>
/// <param name="Background">The background's red, green and blue, 0 to 255.</param>
internal sealed record SceneColor(
    string English,
    string Chinese,
    (double R, double G, double B) Dark,
    (double R, double G, double B) Span,
    (double R, double G, double B) Background)
{
    /// <summary>All colours.</summary>
    public static IReadOnlyList<SceneColor> All { get; } =
    [
        Chromatic("red", "红色", 214, 40, 40),
        Chromatic("orange", "橙色", 244, 140, 6),
        Chromatic("yellow", "黄色", 250, 210, 30),
        Chromatic("green", "绿色", 56, 142, 60),
        Chromatic("blue", "蓝色", 33, 100, 210),
        Chromatic("purple", "紫色", 123, 44, 170),
        Chromatic("pink", "粉色", 240, 120, 170),
        Chromatic("brown", "棕色", 121, 75, 45),
        Chromatic("gray", "灰色", 135, 135, 135),
        Neutral("white", "白色", 158.1, 96.9, 249.5),
        Neutral("black", "黑色", 10.4, 66.7, 42),
    ];

    /// <summary>A recoloured channel triple, 0 to 255, of a pixel of this lightness.</summary>
    /// <param name="lightness">Rec. 601 luma, 0 to 1.</param>
    public (double R, double G, double B) At(double lightness) => (
        Math.Min(255, Dark.R + lightness * Span.R),
        Math.Min(255, Dark.G + lightness * Span.G),
        Math.Min(255, Dark.B + lightness * Span.B));

    private static SceneColor Chromatic(string english, string chinese, double r, double g, double b) => new(
        english,
        chinese,
        (0.25 * r, 0.25 * g, 0.25 * b),
        (0.9 * r, 0.9 * g, 0.9 * b),
        (0.55 * r + 0.45 * 255, 0.55 * g + 0.45 * 255, 0.55 * b + 0.45 * 255));

    private static SceneColor Neutral(string english, string chinese, double dark, double span, double background) =>
        new(english, chinese, (dark, dark, dark), (span, span, span), (background, background, background));
}
