namespace FgClip.Evaluation.Scenes.Making;

/// <summary>How one thing stands to another.</summary>
internal enum SceneRelation
{
    Left,
    Right,
    Above,
    Below,
}
