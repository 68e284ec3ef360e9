namespace FgClip.Tokenization;

/// <summary>The steps that a text goes through before its characters are looked up.</summary>
internal sealed class TextNormalizer(IReadOnlyList<NormalizerStep> steps)
{
    /// <summary>How long a text may be that a step inserts.</summary>
    public const int LongestInsertion = 16;

    private const int LongestResult = 4 * BpeTokenizer.LongestText;

    /// <summary>Changes nothing.</summary>
    public static TextNormalizer None { get; } = new([]);

    /// <summary>The steps, the first one first.</summary>
    public IReadOnlyList<NormalizerStep> Steps { get; } = steps;

    /// <summary>Normalizes a text.</summary>
    public string Apply(string text)
    {
        foreach (var step in Steps)
        {
            text = step.Apply(text);
            if (text.Length > LongestResult) throw BpeTokenizer.TooLong(text);
        }

        return text;
    }
}
