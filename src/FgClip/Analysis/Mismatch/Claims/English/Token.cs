namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>A word or a punctuation mark of an English caption, in lower case. 's is a word of its own.</summary>
internal sealed record Token(string Text, TextSpan Span)
{
    /// <summary>It starts with a letter or a digit, or is 's.</summary>
    public bool IsWord => char.IsLetterOrDigit(Text[0]) || Text == "'s";

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

            var possessor = end - start > 2 && caption[end - 1] is 's' or 'S' && caption[end - 2] is '\'' or '’';
            Add(start, possessor ? end - 2 : end);
            if (possessor) tokens.Add(new Token("'s", TextSpan.Between(end - 2, end)));
            start = end;
        }

        return tokens;

        void Add(int start, int end) => tokens.Add(new Token(caption[start..end].ToLowerInvariant().Replace('’', '\''), TextSpan.Between(start, end)));
    }

    // Hyphens and apostrophes belong to a word only between letters.
    private static bool IsInner(string caption, int at) =>
        char.IsLetterOrDigit(caption[at])
        || (caption[at] is '-' or '\'' or '’' && at + 1 < caption.Length && char.IsLetterOrDigit(caption[at + 1]));
}
