using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>
/// Scores of a picture for captions. Texts that are compared with each other go through one head: the short one where all
/// of them fit it, else the long one.
/// </summary>
internal sealed class CaptionFeatures(FgClipEncoder encoder, TextFeatures texts)
{
    private readonly Dictionary<(TextKind Kind, string Text), EncodedText> _features = [];

    /// <summary>How many texts were encoded, remembered ones not counted.</summary>
    public int Encoded { get; private set; }

    /// <summary>Encodes groups of texts; within a group they are comparable.</summary>
    public async Task AddAsync(IEnumerable<IReadOnlyList<string>> groups, CancellationToken cancellation)
    {
        foreach (var kind in groups.SelectMany(group => group.Select(text => (Kind: HeadOf(group), Text: text))).GroupBy(entry => entry.Kind))
        {
            var (features, encoded) = await texts.OfAsync(kind.Select(entry => entry.Text), kind.Key, cancellation).ConfigureAwait(false);
            foreach (var (text, feature) in features) _features[(kind.Key, text)] = feature;
            Encoded += encoded;
        }
    }

    /// <summary>The picture's cosine with each text of a group that was added.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="group">The group.</param>
    public float[] Cosines(EncodedImage image, IReadOnlyList<string> group)
    {
        var kind = HeadOf(group);
        return [.. group.Select(text => Cosine.Of(image.Feature.Span, _features[(kind, text)].Feature.Span))];
    }

    /// <summary>A text of the groups, which were added, was longer than the model takes.</summary>
    public bool AnyTruncated(IEnumerable<IReadOnlyList<string>> groups) =>
        groups.Any(group => group.Any(text => _features[(HeadOf(group), text)].Truncated));

    private TextKind HeadOf(IReadOnlyList<string> group) =>
        group.All(text => encoder.CountTokens(text) <= encoder.TextLength(TextKind.Short)) ? TextKind.Short : TextKind.Long;
}
