using FgClip.Imaging;

namespace FgClip.Evaluation.Scenes.Making;

/// <summary>A thing in a scene that is being made.</summary>
/// <param name="Thing">What it is.</param>
/// <param name="Color">Its colour; null for its natural ones.</param>
/// <param name="Left">Its box's left edge in pixels.</param>
/// <param name="Top">Its box's upper edge in pixels.</param>
/// <param name="Side">The side of its box, a square, in pixels.</param>
/// <param name="Mirrored">Drawn with left and right exchanged.</param>
internal sealed record PlacedThing(SceneThing Thing, SceneColor? Color, int Left, int Top, int Side, bool Mirrored)
{
    /// <summary>Its box.</summary>
    public BoxPixels Box => new(Left, Top, Left + Side, Top + Side);
}
