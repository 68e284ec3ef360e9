namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>
/// Whether the locator says that things are there which are, and that things are not which are not; unsure is neither.
/// Absent phrases name another thing, or the right thing in another colour.
/// </summary>
/// <param name="absent">Phrases that are not true.</param>
internal sealed class PresenceMeter(AbsentPhrases absent) : ISceneMeter
{
    private readonly Tally _tally = new();

    /// <summary>How sure the locator was of every phrase, and whether it was right to be.</summary>
    public Certainty Certainty { get; } = new("presence");

    public async Task ObserveAsync(ObservedScene scene, string language, CancellationToken cancellation)
    {
        foreach (var thing in scene.Scene.Objects.DistinctBy(thing => thing.Phrase(language)))
        {
            var located = await scene.LocateAsync(thing.Phrase(language), cancellation).ConfigureAwait(false);
            _tally.Add("presence_sensitivity", "thing", language, located.Present == true);
            if (thing.Color is not null) _tally.Add("presence_sensitivity", "color", language, located.Present == true);
            _tally.Add("presence_decided", null, language, located.Present is not null);
            Certainty.Add(null, language, located.Score, isRight: true, located.Present);
        }

        foreach (var (kind, phrase) in absent.Of(scene.Scene, scene.Index, language))
        {
            var located = await scene.LocateAsync(phrase, cancellation).ConfigureAwait(false);
            _tally.Add("presence_specificity", kind, language, located.Present == false);
            _tally.Add("presence_decided", null, language, located.Present is not null);
            Certainty.Add(null, language, located.Score, isRight: false, located.Present);
        }
    }

    public IEnumerable<SceneMeasure> Measures() =>
    [
        .. _tally.Measures(),
        .. _tally.Means("presence_balanced_accuracy", "presence_sensitivity", "presence_specificity"),
        .. Certainty.Errors(),
    ];
}
