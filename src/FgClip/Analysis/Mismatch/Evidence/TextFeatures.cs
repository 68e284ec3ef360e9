using FgClip.Encoding;

namespace FgClip.Analysis.Mismatch.Evidence;

/// <summary>Features of texts, remembered: alternatives come again with every caption. Thread-safe.</summary>
internal sealed class TextFeatures(FgClipEncoder encoder)
{
    // A few megabytes at 768 dimensions; then everything starts anew.
    private const int Capacity = 4096;

    private readonly Dictionary<(TextKind Kind, string Text), EncodedText> _known = [];

    /// <summary>Features of texts, by text; unknown ones are encoded in one go.</summary>
    /// <returns>The features, and how many were encoded now.</returns>
    public async Task<(IReadOnlyDictionary<string, EncodedText> Features, int Encoded)> OfAsync(
        IEnumerable<string> texts, TextKind kind, CancellationToken cancellation)
    {
        var wanted = new Dictionary<string, EncodedText>();
        var missing = new List<string>();
        lock (_known)
        {
            foreach (var text in texts.Distinct())
            {
                if (_known.TryGetValue((kind, text), out var known)) wanted[text] = known;
                else missing.Add(text);
            }
        }

        if (missing.Count == 0) return (wanted, 0);

        var encoded = await encoder.EncodeTextsAsync(missing, kind, cancellation).ConfigureAwait(false);
        lock (_known)
        {
            if (_known.Count + missing.Count > Capacity) _known.Clear();
            for (var index = 0; index < missing.Count; index++)
            {
                wanted[missing[index]] = _known[(kind, missing[index])] = encoded[index];
            }
        }

        return (wanted, missing.Count);
    }
}
