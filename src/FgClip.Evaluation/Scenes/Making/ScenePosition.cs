namespace FgClip.Evaluation.Scenes.Making;

/// <summary>Where in the picture a thing is; in the order in which they are tried.</summary>
internal enum ScenePosition
{
    Left,
    Right,
    Top,
    Bottom,
    Middle,
}
