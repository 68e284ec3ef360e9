using FgClip.Analysis;
using FgClip.Analysis.Mismatch;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Evaluation.Scenes;

/// <summary>
/// Measures a checkpoint on labelled scenes: whether a phrase's peak lies inside its thing (pointing game), whether its
/// first box fits the thing, whether the right long caption wins among ten, whether the right caption of a pair
/// scores above the wrong one, and whether the mismatch detector flags the wrong caption and leaves the right one alone.
/// </summary>
/// <param name="encoder">The checkpoint.</param>
/// <param name="folder">A folder with scenes.jsonl and images/.</param>
/// <param name="maxPatches">Patch budget; null for the automatic rule.</param>
public sealed class SceneEvaluation(FgClipEncoder encoder, string folder, int? maxPatches = null)
{
    /// <summary>Long captions in one choice: the own and those of the scenes that follow.</summary>
    private const int LongChoices = 10;

    private static readonly string[] Languages = ["en", "zh"];

    private readonly PhraseLocator _locator = new(encoder);
    private readonly MismatchDetector _detector = new(encoder);
    private readonly MismatchCounts _mismatches = new();
    private readonly Dictionary<(string Task, string? Kind, string Language), (int Right, int Total)> _counts = [];

    /// <summary>Runs over all scenes.</summary>
    /// <param name="progress">Gets the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops between scenes.</param>
    public async Task<IReadOnlyList<SceneMeasure>> RunAsync(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var scenes = Scene.ReadAll(folder);
        var longTexts = new Dictionary<string, EncodedText[]>();
        foreach (var language in Languages)
        {
            longTexts[language] = await encoder.EncodeTextsAsync(
                [.. scenes.Select(scene => language == "zh" ? scene.LongZh : scene.LongEn)], TextKind.Long, cancellation).ConfigureAwait(false);
        }

        for (var index = 0; index < scenes.Count; index++)
        {
            var scene = scenes[index];
            var image = await encoder.EncodeImageAsync(
                PictureReader.Read(Path.Combine(folder, scene.File)),
                new ImageEncodingOptions { MaxPatches = maxPatches, Parts = ImageParts.All },
                cancellation).ConfigureAwait(false);
            foreach (var language in Languages)
            {
                await LocateAsync(scene, image, language, cancellation).ConfigureAwait(false);
                await ComparePairsAsync(scene, image, language, cancellation).ConfigureAwait(false);
                await DetectAsync(scene, image, language, cancellation).ConfigureAwait(false);
                ChooseLong(index, image, longTexts[language], language);
            }

            progress?.Report((index + 1.0) / scenes.Count);
        }

        var measures = _counts
            .OrderBy(count => count.Key.Task, StringComparer.Ordinal)
            .ThenBy(count => count.Key.Kind, StringComparer.Ordinal)
            .ThenBy(count => count.Key.Language, StringComparer.Ordinal)
            .Select(count => SceneMeasure.Of(
                count.Key.Task, count.Key.Kind, count.Key.Language, new Proportion(count.Value.Right, count.Value.Total)));
        return [.. measures.Concat(_mismatches.Measures()).OrderBy(measure => measure.Task, StringComparer.Ordinal)];
    }

    // A right caption must not be called a mismatch, a wrong one must; unsure flags nothing.
    private async Task DetectAsync(Scene scene, EncodedImage image, string language, CancellationToken cancellation)
    {
        foreach (var pair in scene.Mismatches)
        {
            var right = await _detector.CheckAsync(image, pair.In(language).Right, cancellation).ConfigureAwait(false);
            var wrong = await _detector.CheckAsync(image, pair.In(language).Wrong, cancellation).ConfigureAwait(false);
            _mismatches.Add(pair.Kind, language, right.Verdict != MismatchVerdict.Mismatch, wrong.Verdict == MismatchVerdict.Mismatch);
        }
    }

    private async Task LocateAsync(Scene scene, EncodedImage image, string language, CancellationToken cancellation)
    {
        foreach (var phrase in scene.Objects.Select(thing => thing.Phrase(language)).Distinct())
        {
            // The peak may lie in any thing that the phrase is true of; where there are several, no single box is right.
            var named = scene.Objects.First(thing => thing.Phrase(language) == phrase);
            SceneObject[] meant = [.. scene.Objects.Where(
                thing => thing.NameEn == named.NameEn && (named.Color is null || thing.Color == named.Color))];
            var located = (await _locator.LocateAsync(image, [phrase], cancellation).ConfigureAwait(false))[0];
            Count("pointing_game", null, language, meant.Any(thing => Contains(thing.Bounds, located.Peak)));
            if (meant.Length > 1) continue;

            var fits = located.Boxes.Count > 0 && located.Boxes[0].Box.IntersectionOverUnion(meant[0].Bounds) >= 0.5;
            Count("box_iou_50", null, language, fits);
        }
    }

    private async Task ComparePairsAsync(Scene scene, EncodedImage image, string language, CancellationToken cancellation)
    {
        if (scene.Mismatches.Count == 0) return;

        string[] captions = [.. scene.Mismatches.SelectMany(pair => new[] { pair.In(language).Right, pair.In(language).Wrong })];
        var texts = await encoder.EncodeTextsAsync(captions, TextKind.Short, cancellation).ConfigureAwait(false);
        for (var index = 0; index < scene.Mismatches.Count; index++)
        {
            Count(
                "caption_pair",
                scene.Mismatches[index].Kind,
                language,
                Score(image, texts[2 * index]) > Score(image, texts[2 * index + 1]));
        }
    }

    private void ChooseLong(int index, EncodedImage image, EncodedText[] texts, string language)
    {
        var own = Score(image, texts[index]);
        var others = Enumerable.Range(1, Math.Min(LongChoices, texts.Length) - 1)
            .Select(step => Score(image, texts[(index + step) % texts.Length]));
        Count("long_caption_1_of_10", null, language, others.All(other => own > other));
    }

    private void Count(string task, string? kind, string language, bool right)
    {
        var (rightSoFar, total) = _counts.GetValueOrDefault((task, kind, language));
        _counts[(task, kind, language)] = (rightSoFar + (right ? 1 : 0), total + 1);
    }

    private static float Score(EncodedImage image, EncodedText text) => Cosine.Of(image.Feature.Span, text.Feature.Span);

    private static bool Contains(BoxPixels box, (double X, double Y) point) =>
        point.X >= box.X1 && point.X <= box.X2 && point.Y >= box.Y1 && point.Y <= box.Y2;
}
