namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>A word or a punctuation mark of an English caption, in lower case.</summary>
internal sealed record Token(string Text, TextSpan Span)
{
    /// <summary>It holds a letter or a digit.</summary>
    public bool IsWord => char.IsLetterOrDigit(Text[0]);

    /// <summary>The words and marks of a caption.</summary>
    public static IReadOnlyList<Token> Split(string caption)
    {
        var tokens = new List<Token>();
        for (var start = 0; start < caption.Length;)
        {
            if (char.IsWhiteSpace(caption[start]))
            {
                start++;
                continue;
            }

            var end = start + 1;
            if (char.IsLetterOrDigit(caption[start]))
            {
                while (end < caption.Length && IsInner(caption, end)) end++;
            }

            tokens.Add(new Token(caption[start..end].ToLowerInvariant(), TextSpan.Between(start, end)));
            start = end;
        }

        return tokens;
    }

    // Hyphens and apostrophes belong to a word only between letters.
    private static bool IsInner(string caption, int at) =>
        char.IsLetterOrDigit(caption[at])
        || (caption[at] is '-' or '\'' or '’' && at + 1 < caption.Length && char.IsLetterOrDigit(caption[at + 1]));
}
