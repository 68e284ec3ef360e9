namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>Measures one ability over all scenes.</summary>
internal interface ISceneMeter
{
    /// <summary>Looks at one scene with the words of one language; a scene comes once a language, in the order of the set.</summary>
    Task ObserveAsync(ObservedScene scene, string language, CancellationToken cancellation);

    /// <summary>The figures so far.</summary>
    IEnumerable<SceneMeasure> Measures();
}
