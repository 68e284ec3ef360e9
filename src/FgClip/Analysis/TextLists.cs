namespace FgClip.Analysis;

/// <summary>Checks lists of texts that callers give.</summary>
internal static class TextLists
{
    /// <exception cref="FgClipException">The list is empty or too long, or an entry is missing or blank.</exception>
    public static void Check(IReadOnlyList<string> texts, string name, int limit)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count < 1 || texts.Count > limit)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument,
                $"{name} has the wrong length",
                expected: $"1 to {limit} texts",
                got: $"{texts.Count}",
                remedy: texts.Count == 0 ? "Give at least one." : "Split the list over several calls.");
        }

        for (var index = 0; index < texts.Count; index++)
        {
            if (!string.IsNullOrWhiteSpace(texts[index])) continue;

            throw new FgClipException(
                FgClipErrorKind.Argument, $"{name}[{index}] is empty", expected: "a text", remedy: "Remove it or fill it in.");
        }
    }
}
