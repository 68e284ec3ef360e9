using FgClip.Encoding;

namespace FgClip.Evaluation.Scenes.Meters;

/// <summary>Whether the paragraph about a scene wins among ten: its own and those of the scenes that follow.</summary>
internal sealed class LongCaptionMeter : ISceneMeter
{
    private const int Choices = 10;

    private readonly Dictionary<string, EncodedText[]> _texts = [];
    private readonly Tally _tally = new();

    private LongCaptionMeter()
    {
    }

    /// <summary>Encodes the paragraphs of all scenes.</summary>
    public static async Task<LongCaptionMeter> CreateAsync(
        FgClipEncoder encoder, IReadOnlyList<Scene> scenes, IEnumerable<string> languages, CancellationToken cancellation)
    {
        var meter = new LongCaptionMeter();
        foreach (var language in languages)
        {
            meter._texts[language] = await encoder.EncodeTextsAsync(
                [.. scenes.Select(scene => scene.Paragraph(language))], TextKind.Long, cancellation).ConfigureAwait(false);
        }

        return meter;
    }

    public Task ObserveAsync(ObservedScene scene, string language, CancellationToken cancellation)
    {
        var texts = _texts[language];
        var own = Score(texts[scene.Index]);
        var others = Enumerable.Range(1, Math.Min(Choices, texts.Length) - 1)
            .Select(step => Score(texts[(scene.Index + step) % texts.Length]));
        _tally.Add("long_caption_1_of_10", null, language, others.All(other => own > other));
        return Task.CompletedTask;

        float Score(EncodedText text) => Cosine.Of(scene.Image.Feature.Span, text.Feature.Span);
    }

    public IEnumerable<SceneMeasure> Measures() => _tally.Measures();
}
