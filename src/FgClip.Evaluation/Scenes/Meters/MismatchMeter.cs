using FgClip.Analysis.Mismatch;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>
/// What the mismatch detector does with right and wrong captions: specificity is the share of right captions that it leaves
/// alone, sensitivity the share of wrong ones that it flags, balanced accuracy their mean; unsure flags nothing. Of the
/// captions about which it is not unsure, mismatch_decided_accuracy is the share that it judges rightly.
/// </summary>
internal sealed class MismatchMeter : ISceneMeter
{
    private readonly Tally _tally = new();

    /// <summary>How sure the detector was of every caption, and whether it was right to be.</summary>
    public Certainty Certainty { get; } = new("mismatch");

    public async Task ObserveAsync(ObservedScene scene, string language, CancellationToken cancellation)
    {
        foreach (var pair in scene.Scene.Mismatches)
        {
            var (right, wrong) = pair.In(language);
            Judge(pair.Kind, language, await scene.CheckAsync(right, pair.Kind, cancellation).ConfigureAwait(false), isRight: true);
            Judge(pair.Kind, language, await scene.CheckAsync(wrong, pair.Kind, cancellation).ConfigureAwait(false), isRight: false);
        }
    }

    public IEnumerable<SceneMeasure> Measures() =>
    [
        .. _tally.Measures(),
        .. _tally.Means("mismatch_balanced_accuracy", "mismatch_sensitivity", "mismatch_specificity"),
        .. Certainty.Errors(),
    ];

    private void Judge(string kind, string language, MismatchReport report, bool isRight)
    {
        var flagged = report.Verdict == MismatchVerdict.Mismatch;
        _tally.Add(isRight ? "mismatch_specificity" : "mismatch_sensitivity", kind, language, flagged != isRight);
        bool? verdict = report.Verdict == MismatchVerdict.Unsure ? null : !flagged;
        _tally.Add("mismatch_decided", kind, language, verdict is not null);
        if (verdict is { } decided) _tally.Add("mismatch_decided_accuracy", kind, language, decided == isRight);
        Certainty.Add(kind, language, report.Score, isRight, verdict);
    }
}
