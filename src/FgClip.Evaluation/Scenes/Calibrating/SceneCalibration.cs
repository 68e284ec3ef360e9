using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Evidence;
using FgClip.Analysis.Mismatch.Lexicon;
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
    private const int Passes = 3;

    private static readonly string[] Languages = ["en", "zh"];

    /// <summary>Fits all kinds that the data have enough samples of.</summary>
    /// <param name="progress">Gets the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <exception cref="FgClipException">The data cannot be read, or fit nothing.</exception>
    public async Task<CalibrationDocument> RunAsync(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        (string Folder, Scene Scene)[] data = [.. folders.SelectMany(folder => Scene.ReadAll(folder).Select(scene => (folder, scene)))];
        Scene[] scenes = [.. data.Select(entry => entry.Scene)];
        var document = new CalibrationDocument(scenes.Length);
        var texts = new TextFeatures(encoder);
        var pictures = await GatherAsync(0, async (index, image, language) =>
        [
            .. await PresenceSamples.OfAsync(encoder, scenes, index, image, language, cancellation).ConfigureAwait(false),
            .. encoder.Checkpoint.Card.Demonstration
                ? InventorySamples.Of(scenes[index], index, image, await Inventories.ThingsAsync(texts, LanguageOf(language), cancellation).ConfigureAwait(false))
                : [],
        ]).ConfigureAwait(false);
        document.Add(KindFit.Of("inventory", InventoryFit.Names, Only(pictures, "inventory")));
        document.Add(KindFit.Of("presence", PresenceSamples.Names, Only(pictures, "presence")));

        // Places are taken from the inventory, and claims are read at places, so each is fitted before what follows from it.
        var places = await WithDetectorAsync(1, PlaceSamples.OfAsync).ConfigureAwait(false);
        document.Add(KindFit.Of("places", PlaceSamples.Names, Only(places, "places")));
        var claims = await WithDetectorAsync(2, ClaimSamples.OfAsync).ConfigureAwait(false);
        foreach (var kind in ClaimKindNames.All) document.Add(KindFit.Of(kind, ClaimSamples.Names, Only(claims, kind)));
        return document.Fits.Count > 0
            ? document
            : throw new FgClipException(
                FgClipErrorKind.File, "the data are too few to fit anything", string.Join(", ", folders),
                $"at least {KindFit.LeastSamples} right and as many wrong captions of one kind", $"{scenes.Length} pictures", "Label more pictures.");

        async Task<List<Sample>> WithDetectorAsync(
            int pass, Func<MismatchDetector, Scene, int, EncodedImage, string, CancellationToken, Task<IReadOnlyList<Sample>>> samples)
        {
            var detector = new MismatchDetector(encoder, document.ToCalibration());
            return await GatherAsync(pass, (index, image, language) => samples(detector, scenes[index], index, image, language, cancellation)).ConfigureAwait(false);
        }

        async Task<List<Sample>> GatherAsync(int pass, Func<int, EncodedImage, string, Task<IReadOnlyList<Sample>>> samples)
        {
            var gathered = new List<Sample>();
            for (var index = 0; index < scenes.Length; index++)
            {
                var image = await encoder.EncodeImageAsync(
                    PictureReader.Read(Path.Combine(data[index].Folder, scenes[index].File)),
                    new ImageEncodingOptions { MaxPatches = maxPatches, Parts = ImageParts.All },
                    cancellation).ConfigureAwait(false);
                foreach (var language in Languages) gathered.AddRange(await samples(index, image, language).ConfigureAwait(false));
                progress?.Report((pass + ((index + 1.0) / scenes.Length)) / Passes);
            }

            return gathered;
        }
    }

    private static CaptionLanguage LanguageOf(string language) => language == "zh" ? CaptionLanguage.Chinese : CaptionLanguage.English;

    private static IReadOnlyList<Sample> Only(IEnumerable<Sample> samples, string kind) => [.. samples.Where(sample => sample.Kind == kind)];
}
