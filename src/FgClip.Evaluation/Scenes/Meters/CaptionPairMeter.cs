using FgClip.Encoding;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>Whether the right caption of a pair scores above the wrong one, by the checkpoint's own score alone.</summary>
/// <param name="encoder">The checkpoint.</param>
internal sealed class CaptionPairMeter(FgClipEncoder encoder) : ISceneMeter
{
    private readonly Tally _tally = new();

    public async Task ObserveAsync(ObservedScene scene, string language, CancellationToken cancellation)
    {
        var pairs = scene.Scene.Mismatches;
        if (pairs.Count == 0) return;

        string[] captions = [.. pairs.SelectMany(pair => new[] { pair.In(language).Right, pair.In(language).Wrong })];
        var texts = await encoder.EncodeTextsAsync(captions, TextKind.Short, cancellation).ConfigureAwait(false);
        for (var index = 0; index < pairs.Count; index++)
        {
            _tally.Add("caption_pair", pairs[index].Kind, language, Score(texts[2 * index]) > Score(texts[2 * index + 1]));
        }

        float Score(EncodedText text) => Cosine.Of(scene.Image.Feature.Span, text.Feature.Span);
    }

    public IEnumerable<SceneMeasure> Measures() => _tally.Measures();
}
