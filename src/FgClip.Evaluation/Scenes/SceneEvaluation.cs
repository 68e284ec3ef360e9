using FgClip.Analysis;
using FgClip.Analysis.Mismatch;
using FgClip.Encoding;
using FgClip.Evaluation.Scenes.Meters;
using FgClip.Imaging;

namespace FgClip.Evaluation.Scenes;

/// <summary>
/// Measures a checkpoint on labelled scenes in English and Chinese: ranking of captions, location and presence of phrases,
/// and the mismatch detector with its corrections, false alarms and certainty. Each picture is encoded once.
/// </summary>
/// <param name="encoder">The checkpoint.</param>
/// <param name="folder">A folder with scenes.jsonl and images/.</param>
/// <param name="options">How; null for the defaults.</param>
public sealed class SceneEvaluation(FgClipEncoder encoder, string folder, SceneEvaluationOptions? options = null)
{
    private static readonly string[] Languages = ["en", "zh"];

    private readonly SceneEvaluationOptions _options = options ?? new SceneEvaluationOptions();
    private readonly PhraseLocator _locator = new(encoder, options?.Calibration);
    private readonly MismatchDetector _detector = new(encoder, options?.Calibration);
    private readonly StepClock _clock = new();

    /// <summary>Runs over the scenes.</summary>
    /// <param name="progress">Gets the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops between scenes.</param>
    /// <exception cref="FgClipException">The folder holds no scenes, the limit is below 1, or a picture cannot be read.</exception>
    public async Task<SceneReport> RunAsync(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (_options.Limit < 1) throw new FgClipException(FgClipErrorKind.Argument, "the limit of scenes is too small", expected: "at least 1", got: $"{_options.Limit}");

        IReadOnlyList<Scene> scenes = [.. Scene.ReadAll(folder).Take(_options.Limit ?? int.MaxValue)];
        var (presence, mismatch, examples) = (new PresenceMeter(new AbsentPhrases(scenes)), new MismatchMeter(), new ExampleGatherer());
        ISceneMeter[] meters =
        [
            new LocationMeter(), presence, new CaptionPairMeter(encoder), mismatch, new CorrectionMeter(), new FalseAlarmMeter(),
            await LongCaptionMeter.CreateAsync(encoder, scenes, Languages, cancellation).ConfigureAwait(false),
        ];
        for (var index = 0; index < scenes.Count; index++)
        {
            using (_clock.Time("scene"))
            {
                var scene = await EncodeAsync(scenes[index], index, cancellation).ConfigureAwait(false);
                foreach (var language in Languages)
                {
                    foreach (var meter in meters) await meter.ObserveAsync(scene, language, cancellation).ConfigureAwait(false);
                    await examples.ObserveAsync(scene, language, cancellation).ConfigureAwait(false);
                }
            }

            progress?.Report((index + 1.0) / scenes.Count);
        }

        return new SceneReport(
            scenes.Count,
            [.. meters.SelectMany(meter => meter.Measures())
                .OrderBy(measure => measure.Task, StringComparer.Ordinal)
                .ThenBy(measure => measure.Kind, StringComparer.Ordinal)
                .ThenBy(measure => measure.Language, StringComparer.Ordinal)],
            [.. mismatch.Certainty.Reliability(), .. presence.Certainty.Reliability()],
            [.. mismatch.Certainty.Coverage(), .. presence.Certainty.Coverage()],
            _clock.Times(),
            examples.Examples());
    }

    private async Task<ObservedScene> EncodeAsync(Scene scene, int index, CancellationToken cancellation)
    {
        var picture = PictureReader.Read(Path.Combine(folder, scene.File));
        using (_clock.Time("encode_picture"))
        {
            var image = await encoder.EncodeImageAsync(
                picture, new ImageEncodingOptions { MaxPatches = _options.MaxPatches, Parts = ImageParts.All }, cancellation).ConfigureAwait(false);
            return new ObservedScene(scene, index, image, _locator, _detector, _options.Oracle, _clock);
        }
    }
}
