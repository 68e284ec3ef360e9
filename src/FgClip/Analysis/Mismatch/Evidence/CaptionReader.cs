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
internal sealed class CaptionReader(FgClipEncoder encoder, TextFeatures texts, PlaceFit places, bool scenesOnly)
{
    /// <summary>The readings in the captions' order, and how many texts were encoded for all of them.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="captions">The captions.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="given">Boxes where the captions' things may be; null: look for them.</param>
    public async Task<(IReadOnlyList<CaptionReadings> Captions, int Encoded)> ReadAsync(
        EncodedImage image, IReadOnlyList<ParsedCaption> captions, CancellationToken cancellation, IReadOnlyList<BoxPixels>? given = null)
    {
        EvidenceTexts[] wanted = [.. captions.Select(caption => new EvidenceTexts(caption, scenesOnly))];
        var (phrases, encoded) = await texts.OfAsync(wanted.SelectMany(one => one.Phrases), TextKind.Box, cancellation).ConfigureAwait(false);
        var features = new CaptionFeatures(encoder, texts);
        await features.AddAsync(wanted.SelectMany(one => one.Captions), cancellation).ConfigureAwait(false);
        Reading[][] readings =
        [
            .. captions.Select(caption =>
            {
                var reader = new EvidenceReader(image, caption, phrases, features, encoder.Scoring, places, scenesOnly, given);
                return caption.Claims.Select(reader.Read).ToArray();
            }),
        ];

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
}
