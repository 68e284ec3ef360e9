using FgClip.Analysis.Mismatch.Claims;
using FgClip.Encoding;
using FgClip.Imaging;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>What a picture says about each claim of a caption, before anything is decided.</summary>
/// <param name="Caption">The caption.</param>
/// <param name="Readings">One a claim.</param>
/// <param name="Truncated">A text that was scored as a whole was longer than the model takes.</param>
internal sealed record CaptionReadings(ParsedCaption Caption, IReadOnlyList<Reading> Readings, bool Truncated);

/// <summary>Reads one picture for several captions; the texts of all of them go through each head together.</summary>
internal sealed class CaptionReader(FgClipEncoder encoder, TextFeatures texts, PlaceFit places, Inventories inventories, bool scenesOnly)
{
    /// <summary>The readings in the captions' order, and how many texts were encoded for all of them.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="captions">The captions.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="given">Boxes where the captions' things may be; null: look for them.</param>
    public async Task<(IReadOnlyList<CaptionReadings> Captions, int Encoded)> ReadAsync(
        EncodedImage image, IReadOnlyList<ParsedCaption> captions, CancellationToken cancellation, IReadOnlyList<BoxPixels>? given = null)
    {
        if (inventories.Exist) captions = [.. captions.Select(ImpliedCount.With)];

        EvidenceTexts[] wanted = [.. captions.Select(caption => new EvidenceTexts(caption, scenesOnly))];
        var (phrases, encoded) = await texts.OfAsync(wanted.SelectMany(one => one.Phrases), TextKind.Box, cancellation).ConfigureAwait(false);
        var features = new CaptionFeatures(encoder, texts);
        await features.AddAsync(wanted.SelectMany(one => one.Captions), cancellation).ConfigureAwait(false);
        var readings = new Reading[captions.Count][];
        for (var index = 0; index < readings.Length; index++)
        {
            var caption = captions[index];
            var chooser = await PlacesAsync(image, caption, phrases, given, cancellation).ConfigureAwait(false);
            readings[index] = [.. caption.Claims.Select(new EvidenceReader(image, caption, phrases, features, encoder.Scoring, chooser).Read)];
        }

        IReadOnlyList<string>[][] asked =
            [.. captions.Zip(readings, (caption, own) => caption.Claims.Zip(own, (claim, reading) => SecondOpinion.Captions(caption, claim, reading)).ToArray())];
        await features.AddAsync(asked.SelectMany(one => one), cancellation).ConfigureAwait(false);
        return (
            [
                .. captions.Select((caption, index) => new CaptionReadings(
                    caption,
                    [.. caption.Claims.Zip(readings[index], (claim, reading) => SecondOpinion.Complete(caption, claim, reading, image, features))],
                    features.AnyTruncated(wanted[index].Captions.Concat(asked[index])))),
            ],
            encoded + features.Encoded);
    }

    /// <summary>Where the things of a caption may be.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="caption">The caption.</param>
    /// <param name="phrases">The features of its phrases.</param>
    /// <param name="given">Boxes to choose from; null: look for them.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<PlaceChooser> PlacesAsync(
        EncodedImage image, ParsedCaption caption, IReadOnlyDictionary<string, EncodedText> phrases, IReadOnlyList<BoxPixels>? given, CancellationToken cancellation)
    {
        var inventory = caption.Mentions.Count > 0 && given is null
            ? await inventories.OfAsync(image.Dense, caption.Language, cancellation).ConfigureAwait(false)
            : null;
        return new PlaceChooser(
            image.Dense, caption, phrases, places, scenesOnly,
            given?.Select(box => new KnownBox(box, 1)).ToArray() ?? inventory?.Select(item => new KnownBox(item.Box, item.Probability)).ToArray(),
            knowsAll: given is not null);
    }
}
