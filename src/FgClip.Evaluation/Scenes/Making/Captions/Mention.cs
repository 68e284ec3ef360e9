namespace FgClip.Evaluation.Scenes.Making.Captions;

/// <summary>A thing as a caption names it.</summary>
/// <param name="Thing">What it is.</param>
/// <param name="Color">The colour that is said; null where none is.</param>
/// <param name="Size">small, large, or null where no size is said.</param>
internal sealed record Mention(SceneThing Thing, SceneColor? Color, string? Size);
