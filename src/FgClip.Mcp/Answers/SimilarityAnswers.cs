using System.Globalization;
using FgClip.Analysis;
using FgClip.Encoding;
using FgClip.Mcp.Resources.Embeddings;
using FgClip.Mcp.Results;

namespace FgClip.Mcp.Answers;

/// <summary>Answers how alike pictures and texts are.</summary>
/// <param name="encoder">The encoder.</param>
/// <param name="shelf">The caller's embeddings, for handles.</param>
internal sealed class SimilarityAnswers(FgClipEncoder encoder, EmbeddingShelf shelf)
{
    /// <summary>Cosines of one answer at most: more would not fit into what clients take.</summary>
    public const int MaxCosines = 16_384;

    private readonly FeatureReader _reader = new(encoder, shelf);

    /// <summary>
    /// With pictures and texts: pictures are rows, texts are columns; pairs go by place. With one of them: each with each;
    /// pairs are any two of them, most alike first.
    /// </summary>
    /// <param name="pictures">Pictures or their handles; may be empty.</param>
    /// <param name="texts">Texts or their handles; may be empty.</param>
    /// <param name="asPairs">Pairs instead of the matrix.</param>
    /// <param name="kind">The text head; null: one for all, short where they all fit it, else long.</param>
    /// <param name="encoding">How pictures are encoded.</param>
    /// <param name="progress">Told of each picture.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="FgClipException">Nothing or too much is compared, or features are not comparable.</exception>
    public async Task<SimilarityAnswer> CompareAsync(
        IReadOnlyList<PictureToRead> pictures,
        IReadOnlyList<string> texts,
        bool asPairs,
        TextKind? kind,
        ImageEncodingOptions encoding,
        IProgress<string>? progress,
        CancellationToken cancellation)
    {
        Check(pictures.Count, texts, asPairs);
        var warnings = new List<string>(ModelNotes.Of(encoder));
        var textFeatures = await _reader.TextsAsync(texts, kind, "texts", warnings, cancellation).ConfigureAwait(false);
        var imageFeatures = await _reader.ImagesAsync(
            pictures, encoding, alone: pictures.Count == 1, warnings, progress, cancellation).ConfigureAwait(false);
        warnings.AddRange(Notes(imageFeatures, textFeatures));

        var rows = imageFeatures.Count > 0 ? imageFeatures : textFeatures;
        var columns = textFeatures.Count > 0 ? textFeatures : imageFeatures;
        var pairs = asPairs ? Pairs(rows, columns) : null;
        var card = encoder.Checkpoint.Card;
        return new SimilarityAnswer
        {
            Model = card.Name,
            Precision = ModelNotes.PrecisionOf(encoder),
            MaxPatches = FeatureReader.BudgetOf(imageFeatures),
            Domain = card.Domain,
            Demonstration = card.Demonstration,
            Warnings = warnings,
            Summary = Summary(rows, columns, pairs),
            Rows = Items(rows),
            Columns = ReferenceEquals(rows, columns) ? Items(rows) : Items(columns),
            Matrix = asPairs ? null : [.. rows.Select(row => (IReadOnlyList<float?>)[.. columns.Select(column => CosineOf(row, column))])],
            Pairs = pairs,
        };
    }

    private static void Check(int pictures, IReadOnlyList<string> texts, bool asPairs)
    {
        if (texts.Count > 0) TextLists.Check(texts, "texts", CaptionRanker.MaxCaptions);
        if (pictures + texts.Count < 2)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "there is nothing to compare",
                expected: "at least two things in images and texts together",
                got: $"{Amount(pictures, "image")} and {Amount(texts.Count, "text")}");
        }

        var (rows, columns) = (pictures > 0 ? pictures : texts.Count, texts.Count > 0 ? texts.Count : pictures);
        if (asPairs && pictures > 0 && texts.Count > 0 && pictures != texts.Count)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                "pairs of images and texts go by place, so there must be as many of each",
                expected: Amount(pictures, "text"),
                got: $"{texts.Count}",
                remedy: "Use mode matrix to compare each with each.");
        }

        if ((long)rows * columns <= MaxCosines) return;
        throw new FgClipException(
            FgClipErrorKind.Argument,
            "the answer would be too large",
            expected: $"at most {MaxCosines} cosines",
            got: $"{rows} × {columns}",
            remedy: "Compare fewer in one call.");
    }

    private static string Amount(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static IEnumerable<string> Notes(IReadOnlyList<ComparedFeature> images, IReadOnlyList<ComparedFeature> texts)
    {
        if (FeatureReader.BudgetNote(images) is { } budgets) yield return budgets;
        if (texts.Select(text => text.TextKind).Distinct().Skip(1).Any())
        {
            yield return "The texts come from different heads (short, long, box), whose cosines are on different scales.";
        }

        if (images.Count > 0 && texts.Any(text => text.TextKind == TextKindNames.Of(TextKind.Box)))
        {
            yield return "Texts of kind box are meant for parts of pictures: compare whole pictures with kind short or long.";
        }
    }

    private List<SimilarityPair> Pairs(IReadOnlyList<ComparedFeature> rows, IReadOnlyList<ComparedFeature> columns)
    {
        if (!ReferenceEquals(rows, columns)) return [.. rows.Select((row, index) => Pair(row, columns[index], index, index))];

        var pairs =
            from row in Enumerable.Range(0, rows.Count)
            from column in Enumerable.Range(row + 1, rows.Count - row - 1)
            select Pair(rows[row], rows[column], row, column);
        return [.. pairs.OrderByDescending(pair => pair.Cosine ?? float.NegativeInfinity)];
    }

    private SimilarityPair Pair(ComparedFeature row, ComparedFeature column, int rowIndex, int columnIndex)
    {
        var cosine = CosineOf(row, column);
        // Only these are trained to be scored together.
        var scored = cosine is not null && row.Kind != column.Kind && column.TextKind != TextKindNames.Of(TextKind.Box);
        float? logit = scored ? encoder.Scoring.Logit(cosine!.Value) : null;
        return new SimilarityPair(rowIndex, columnIndex, cosine, logit, logit is { } value ? encoder.Scoring.ProbabilityOf(value) : null);
    }

    private static float? CosineOf(ComparedFeature left, ComparedFeature right) =>
        left.Feature is { } one && right.Feature is { } other ? Cosine.Of(one.Span, other.Span) : null;

    private static SimilarityItem[] Items(IReadOnlyList<ComparedFeature> features) => [.. features.Select((feature, index) => new SimilarityItem(
        index, feature.Source, feature.Kind, feature.TextKind, feature.MaxPatches, feature.Truncated, feature.Error))];

    private static string Summary(IReadOnlyList<ComparedFeature> rows, IReadOnlyList<ComparedFeature> columns, List<SimilarityPair>? pairs)
    {
        if (pairs is null) return $"Cosines of {rows.Count} × {columns.Count}.";

        var best = pairs.MaxBy(pair => pair.Cosine ?? float.NegativeInfinity)!;
        return best.Cosine is { } cosine
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{pairs.Count} {(pairs.Count == 1 ? "pair" : "pairs")}; most alike: {rows[best.Row].Source} and {columns[best.Column].Source} (cosine {cosine:F3}).")
            : "Nothing could be compared.";
    }
}
