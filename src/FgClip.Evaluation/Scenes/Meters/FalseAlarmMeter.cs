using FgClip.Analysis.Mismatch;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>
/// How many true texts of at least two claims are flagged; the lower the better. The kind says which texts: the right
/// captions of pairs, single sentences of the paragraph about a scene, or the whole paragraph.
/// </summary>
internal sealed class FalseAlarmMeter : ISceneMeter
{
    private const int ClaimsAtLeast = 2;

    private readonly Tally _tally = new();

    public async Task ObserveAsync(ObservedScene scene, string language, CancellationToken cancellation)
    {
        foreach (var (kind, text) in Texts(scene.Scene, language).Distinct())
        {
            var report = await scene.CheckAsync(text, null, cancellation).ConfigureAwait(false);
            if (report.Claims.Count >= ClaimsAtLeast) _tally.Add("false_alarm", kind, language, report.Verdict == MismatchVerdict.Mismatch);
        }
    }

    public IEnumerable<SceneMeasure> Measures() => _tally.Measures();

    private static IEnumerable<(string Kind, string Text)> Texts(Scene scene, string language)
    {
        foreach (var pair in scene.Mismatches) yield return ("caption", pair.In(language).Right);
        foreach (var sentence in Sentences(scene.Paragraph(language))) yield return ("sentence", sentence);
        yield return ("paragraph", scene.Paragraph(language));
    }

    private static IEnumerable<string> Sentences(string paragraph)
    {
        for (var start = 0; start < paragraph.Length;)
        {
            var end = paragraph.IndexOfAny(['.', '。'], start);
            end = end < 0 ? paragraph.Length : end + 1;
            if (paragraph[start..end].Trim() is { Length: > 0 } sentence) yield return sentence;
            start = end;
        }
    }
}
