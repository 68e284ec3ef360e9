namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>
/// Whether the corrected caption of a wrong caption that was flagged says what the right caption says: in the kind that the
/// pair differs in, and in everything; and whether it is true, since a caption can be put right in several ways.
/// </summary>
internal sealed class CorrectionMeter : ISceneMeter
{
    private readonly Tally _tally = new();

    public async Task ObserveAsync(ObservedScene scene, string language, CancellationToken cancellation)
    {
        foreach (var pair in scene.Scene.Mismatches)
        {
            var (right, wrong) = pair.In(language);
            var report = await scene.CheckAsync(wrong, pair.Kind, cancellation).ConfigureAwait(false);
            if (report.CorrectedCaption is not { } corrected) continue;

            _tally.Add("correction", pair.Kind, language, CaptionMeaning.Same(pair.Kind, corrected, right));
            _tally.Add("correction_whole", pair.Kind, language, CaptionMeaning.Same(corrected, right));
            _tally.Add("correction_true", pair.Kind, language, CaptionTruth.Holds(scene.Scene, corrected));
        }
    }

    public IEnumerable<SceneMeasure> Measures() => _tally.Measures();
}
