namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>English word forms.</summary>
internal static class EnglishWords
{
    // Spelled with a vowel, spoken with a consonant.
    private static readonly string[] SpokenWithConsonant = ["uni", "use", "eu", "one", "ukulele", "ufo"];

    /// <summary>a or an, by the first letters of the next word.</summary>
    public static string Article(string next) =>
        next.Length > 0
        && "aeiou".Contains(char.ToLowerInvariant(next[0]), StringComparison.Ordinal)
        && !SpokenWithConsonant.Any(start => next.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            ? "an"
            : "a";

    /// <summary>The regular plural.</summary>
    public static string Plural(string noun) =>
        noun.EndsWith('s') || noun.EndsWith('x') || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal)
            ? noun + "es"
            : noun.Length > 1 && noun.EndsWith('y') && !"aeiou".Contains(noun[^2], StringComparison.Ordinal)
                ? noun[..^1] + "ies"
                : noun + "s";

    /// <summary>The singular of a regular plural; other words as they are.</summary>
    public static string Singular(string noun)
    {
        if (noun.Length < 4 || !noun.EndsWith('s') || noun.EndsWith("ss", StringComparison.Ordinal)) return noun;
        if (noun.EndsWith("ies", StringComparison.Ordinal)) return noun[..^3] + "y";
        foreach (var ending in (string[])["ches", "shes", "xes", "sses"])
        {
            if (noun.EndsWith(ending, StringComparison.Ordinal)) return noun[..^2];
        }

        return noun[..^1];
    }
}
