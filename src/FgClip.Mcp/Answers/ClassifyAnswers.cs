using System.Globalization;
using FgClip.Analysis.Classification;
using FgClip.Encoding;
using FgClip.Imaging;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Answers;

/// <summary>Answers which labels fit a picture, or each of its boxes.</summary>
internal sealed class ClassifyAnswers(FgClipEncoder encoder)
{
    /// <summary>Labels for the picture, or for each box.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="templates">What they are put in; null for the labels as they are.</param>
    /// <param name="boxes">Boxes in pixels of the whole picture; null for the picture as one.</param>
    /// <param name="topK">Labels of the picture or of each box at most; null for all.</param>
    /// <param name="encoding">How the picture is encoded.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FgClipException">A list is empty, too long or holds what cannot be used.</exception>
    public async Task<ClassifyAnswer> ClassifyAsync(
        SeenPicture picture,
        IReadOnlyList<string> labels,
        IReadOnlyList<string>? templates,
        IReadOnlyList<BoxPixels>? boxes,
        int? topK,
        ImageEncodingOptions encoding,
        CancellationToken cancellation)
    {
        var sentences = templates is null ? LabelTemplates.Plain : new LabelTemplates(templates);
        BoxPixels[]? inSeen = boxes is null ? null : [.. boxes.Select(box => new BoxPixels(
            box.X1 - picture.Left, box.Y1 - picture.Top, box.X2 - picture.Left, box.Y2 - picture.Top))];
        if (inSeen is not null) LabelClassifier.CheckBoxes(inSeen, picture.Seen.Width, picture.Seen.Height); // before the work

        var parts = inSeen is null ? ImageParts.Image : ImageParts.Dense;
        var image = await encoder.EncodeImageAsync(picture.Seen, encoding with { Parts = parts }, cancellation).ConfigureAwait(false);
        var classifier = new LabelClassifier(encoder);
        var ranked = inSeen is null
            ? [await classifier.ClassifyAsync(image, labels, sentences, cancellation).ConfigureAwait(false)]
            : await classifier.ClassifyAsync(image, inSeen, labels, sentences, cancellation).ConfigureAwait(false);

        var kind = inSeen is null ? TextKind.Short : TextKind.Box;
        var cut = ranked[0].Where(score => score.Truncated).Select(score => ModelNotes.Cut(encoder, $"labels[{score.Index}] in its templates", kind));
        var card = encoder.Checkpoint.Card;
        return new ClassifyAnswer
        {
            Model = card.Name,
            Precision = ModelNotes.PrecisionOf(encoder),
            MaxPatches = image.Budget,
            Domain = card.Domain,
            Demonstration = card.Demonstration,
            Warnings = [.. ModelNotes.Of(encoder), .. picture.Warnings(), .. cut],
            Summary = Summary(ranked, boxes is not null),
            Results = [.. ranked.SelectMany((scores, index) => scores.Take(topK ?? int.MaxValue).Select(score => ToResult(score, BoxOf(boxes, index))))],
            Templates = sentences.Sentences,
        };
    }

    private static LabelBox? BoxOf(IReadOnlyList<BoxPixels>? boxes, int index) =>
        boxes?[index] is { } box ? new LabelBox(index, box.X1, box.Y1, box.X2, box.Y2) : null;

    private static LabelResult ToResult(LabelScore score, LabelBox? box) =>
        new(box, score.Index, score.Label, score.Cosine, score.Logit, score.Probability, score.Share, score.Truncated);

    private static string Summary(IReadOnlyList<IReadOnlyList<LabelScore>> ranked, bool boxes)
    {
        var best = ranked[0][0];
        return boxes
            ? $"{ranked.Count} {(ranked.Count == 1 ? "box" : "boxes")} labelled: {string.Join(", ", ranked.Take(8).Select(scores => scores[0].Label))}{(ranked.Count > 8 ? ", …" : "")}."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Best of {ranked[0].Count}: \"{best.Label}\" ({ModelNotes.Score(best.Probability, best.Share)}).");
    }
}
