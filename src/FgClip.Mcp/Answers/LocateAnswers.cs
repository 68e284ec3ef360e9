using System.Globalization;
using FgClip.Analysis;
using FgClip.Encoding;
using FgClip.Mcp.Resources;
using FgClip.Mcp.Results;
using FgClip.Rendering;

namespace FgClip.Mcp.Answers;

/// <summary>Answers where phrases are in a picture.</summary>
internal sealed class LocateAnswers(FgClipEncoder encoder)
{
    private readonly PhraseLocator _locator = new(encoder, CalibrationStore.Of(encoder));

    /// <summary>The answer without overlays, and what overlays are drawn from, in the order of the phrases.</summary>
    public async Task<(LocateAnswer Answer, IReadOnlyList<LocatedPhrase> Located)> LocateAsync(
        SeenPicture picture, IReadOnlyList<string> phrases, ImageEncodingOptions encoding, CancellationToken cancellation)
    {
        TextLists.Check(phrases, "concepts", PhraseLocator.MaxPhrases);
        var image = await encoder.EncodeImageAsync(
            picture.Seen, encoding with { Parts = ImageParts.Dense }, cancellation).ConfigureAwait(false);
        var located = await _locator.LocateAsync(image, phrases, cancellation).ConfigureAwait(false);

        var card = encoder.Checkpoint.Card;
        var cut = located.Where(phrase => phrase.Truncated)
            .Select(phrase => ModelNotes.Cut(encoder, $"\"{phrase.Phrase}\"", TextKind.Box));
        string[] uncalibrated = _locator.IsCalibrated
            ? []
            : ["Presence is not calibrated for this checkpoint: it compares each phrase with everyday phrases, with a wide unsure band."];
        var found = located.Count(phrase => phrase.Present == true);
        var answer = new LocateAnswer
        {
            Model = card.Name,
            Precision = ModelNotes.PrecisionOf(encoder),
            MaxPatches = image.Budget,
            Domain = card.Domain,
            Demonstration = card.Demonstration,
            Warnings = [.. ModelNotes.Of(encoder), .. picture.Warnings(), .. uncalibrated, .. cut],
            Summary = $"{found} of {located.Count} {(located.Count == 1 ? "phrase" : "phrases")} found in {image.Grid.Count} patches ({image.Grid}).",
            Concepts = [.. located.Select(phrase => ToResult(phrase, picture))],
        };
        return (answer, located);
    }

    /// <summary>The overlay PNG of one phrase over what the model saw.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="seen">What the model saw; it serves the overlays of all phrases.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    public static byte[] RenderOverlay(LocatedPhrase phrase, PicturePyramid seen, OverlayOptions? options = null)
    {
        var content = new OverlayContent(phrase.HeatMap, phrase.Phrase)
        {
            Verdict = string.Create(CultureInfo.InvariantCulture, $"{PresenceNames.Of(phrase.Present)} · score {phrase.Score:F2}"),
            // Ranks: the cosine of a whole region lies on another scale than the patches' of the legend.
            Boxes = [.. phrase.Boxes.Select((box, index) => (
                box.Box, phrase.Boxes.Count > 1 ? (index + 1).ToString(CultureInfo.InvariantCulture) : null))],
            Peak = phrase.Peak,
            IsDoubtful = phrase.Present != true,
        };
        return HeatMapOverlay.RenderPng(seen, content, options);
    }

    private static ConceptResult ToResult(LocatedPhrase phrase, SeenPicture picture) => new(
        phrase.Phrase,
        phrase.Present,
        phrase.Score,
        new PointResult(phrase.Peak.X + picture.Left, phrase.Peak.Y + picture.Top),
        [.. phrase.Boxes.Select(box =>
        {
            var whole = picture.InWhole(box.Box);
            return new BoxResult(whole.X1, whole.Y1, whole.X2, whole.Y2, box.Score);
        })],
        phrase.Truncated,
        null);
}
