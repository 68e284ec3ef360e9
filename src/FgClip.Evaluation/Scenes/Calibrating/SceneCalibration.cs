using FgClip.Analysis;
using FgClip.Analysis.Mismatch;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Evaluation.Scenes.Calibrating;

/// <summary>
/// Fits how a checkpoint's readings are judged to labelled pictures: which places show a thing, whether a phrase is there,
/// and how each kind of claim is decided.
/// </summary>
/// <param name="encoder">The checkpoint.</param>
/// <param name="folders">Folders, each with scenes.jsonl and images/.</param>
/// <param name="maxPatches">Patch budget; null for the automatic rule.</param>
internal sealed class SceneCalibration(FgClipEncoder encoder, IReadOnlyList<string> folders, int? maxPatches = null)
{
    private static readonly string[] Languages = ["en", "zh"];

    /// <summary>Fits all kinds that the data have enough samples of.</summary>
    /// <param name="progress">Gets the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <exception cref="FgClipException">The data cannot be read, or fit nothing.</exception>
    public async Task<CalibrationDocument> RunAsync(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        (string Folder, Scene Scene)[] data = [.. folders.SelectMany(folder => Scene.ReadAll(folder).Select(scene => (folder, scene)))];
        Scene[] scenes = [.. data.Select(entry => entry.Scene)];
        var first = new List<Sample>();
        var unfitted = new MismatchDetector(encoder, AnalysisCalibration.None);
        await EachAsync(0, async (index, image) =>
        {
            foreach (var language in Languages)
            {
                string[] captions = [.. scenes[index].Mismatches.SelectMany(pair => new[] { pair.In(language).Right, pair.In(language).Wrong })];
                first.AddRange(await PlaceSamples.OfAsync(unfitted, scenes[index], index, image, captions, cancellation).ConfigureAwait(false));
                first.AddRange(await PresenceSamples.OfAsync(encoder, scenes, index, image, language, cancellation).ConfigureAwait(false));
            }
        }).ConfigureAwait(false);

        var document = new CalibrationDocument(scenes.Length);
        document.Add(KindFit.Of("places", PlaceSamples.Names, Only(first, "places")));
        document.Add(KindFit.Of("presence", PresenceSamples.Names, Only(first, "presence")));

        // Claims are read at places, so these are fitted first.
        var detector = new MismatchDetector(encoder, document.ToCalibration());
        var second = new List<Sample>();
        await EachAsync(1, async (index, image) =>
        {
            foreach (var language in Languages)
            {
                second.AddRange(await ClaimSamples.OfAsync(detector, scenes[index], index, image, language, cancellation).ConfigureAwait(false));
            }
        }).ConfigureAwait(false);
        foreach (var kind in ClaimKindNames.All) document.Add(KindFit.Of(kind, ClaimSamples.Names, Only(second, kind)));
        return document.Fits.Count > 0
            ? document
            : throw new FgClipException(
                FgClipErrorKind.File, "the data are too few to fit anything", string.Join(", ", folders),
                $"at least {KindFit.LeastSamples} right and as many wrong captions of one kind", $"{scenes.Length} pictures", "Label more pictures.");

        async Task EachAsync(int pass, Func<int, EncodedImage, Task> act)
        {
            for (var index = 0; index < scenes.Length; index++)
            {
                var image = await encoder.EncodeImageAsync(
                    PictureReader.Read(Path.Combine(data[index].Folder, scenes[index].File)),
                    new ImageEncodingOptions { MaxPatches = maxPatches, Parts = ImageParts.All },
                    cancellation).ConfigureAwait(false);
                await act(index, image).ConfigureAwait(false);
                progress?.Report((pass + ((index + 1.0) / scenes.Length)) / 2);
            }
        }
    }

    private static IReadOnlyList<Sample> Only(IEnumerable<Sample> samples, string kind) => [.. samples.Where(sample => sample.Kind == kind)];
}
