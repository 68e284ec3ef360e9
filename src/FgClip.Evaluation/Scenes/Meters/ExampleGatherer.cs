using FgClip.Analysis.Mismatch;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>
/// Keeps the first examples of each kind and outcome, one a language, so that there are never many; each of a picture that
/// no other example shows, so that one difficult picture does not fill the page.
/// </summary>
internal sealed class ExampleGatherer
{
    private readonly Dictionary<(string Kind, ExampleOutcome Outcome, string Language), SceneExample> _examples = [];
    private readonly HashSet<string> _files = [];

    /// <summary>Looks at the pairs of one scene.</summary>
    public async Task ObserveAsync(ObservedScene scene, string language, CancellationToken cancellation)
    {
        foreach (var pair in scene.Scene.Mismatches)
        {
            var (right, wrong) = pair.In(language);
            if (await scene.CheckAsync(right, pair.Kind, cancellation).ConfigureAwait(false) is { Verdict: MismatchVerdict.Mismatch } alarm)
            {
                Keep(ExampleOutcome.FalseAlarm, right, alarm);
            }

            var report = await scene.CheckAsync(wrong, pair.Kind, cancellation).ConfigureAwait(false);
            Keep(
                report.CorrectedCaption is not { } corrected ? ExampleOutcome.Missed
                : CaptionMeaning.Same(corrected, right) ? ExampleOutcome.PutRight
                : ExampleOutcome.Miscorrected,
                wrong,
                report);

            void Keep(ExampleOutcome outcome, string caption, MismatchReport found)
            {
                var key = (pair.Kind, outcome, language);
                if (_examples.ContainsKey(key) || !_files.Add(scene.Scene.File)) return;
                _examples[key] = new SceneExample(scene.Scene.File, pair.Kind, language, outcome, caption, right, found);
            }
        }
    }

    /// <summary>The examples by kind and outcome.</summary>
    public IReadOnlyList<SceneExample> Examples() =>
        [.. _examples.Values
            .OrderBy(example => example.Kind, StringComparer.Ordinal)
            .ThenBy(example => example.Outcome)
            .ThenBy(example => example.Language, StringComparer.Ordinal)];
}
