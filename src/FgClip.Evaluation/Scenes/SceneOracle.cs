namespace FgClip.Evaluation.Scenes;

/// <summary>
/// What the mismatch detector is told instead of finding it, so that what is left of its mistakes shows where they come from.
/// </summary>
[Flags]
public enum SceneOracle
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The boxes of all things in the scene, in place of located ones; which is which it still has to see.</summary>
    Boxes = 1,

    /// <summary>
    /// Of a pair's captions, the claims in question alone, in place of all that the grammar reads; and "a dog" counts as one
    /// where the question is how many.
    /// </summary>
    Claims = 2,
}
