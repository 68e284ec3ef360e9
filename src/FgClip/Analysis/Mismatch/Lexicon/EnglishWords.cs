namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>English word forms by rule; what the rules miss is in the tables.</summary>
internal static class EnglishWords
{
    // Spelled with a vowel, spoken with a consonant.
    private static readonly string[] SpokenWithConsonant = ["uni", "use", "usu", "ute", "eu", "one", "once", "ukulele", "ufo"];

    // "unidentified", "unimportant", "uninhabited": spoken as written.
    private static readonly string[] SpokenAsWritten = ["unid", "unim", "unin"];

    // Spelled with a consonant, spoken with a vowel.
    private static readonly string[] SpokenWithVowel = ["hour", "honest", "honor", "heir", "x-ray", "suv", "l-shaped", "8 ", "11 ", "18 "];

    /// <summary>a or an, by the first letters of what follows.</summary>
    public static string Article(string next) =>
        Starts(next, SpokenWithVowel)
        || (next.Length > 0 && IsVowel(next[0]) && (!Starts(next, SpokenWithConsonant) || Starts(next, SpokenAsWritten)))
            ? "an"
            : "a";

    /// <summary>The regular plural.</summary>
    public static string Plural(string noun) =>
        EndsHissing(noun) ? noun + "es" : EndsWithConsonantY(noun) ? noun[..^1] + "ies" : noun + "s";

    /// <summary>The singular of a regular plural; other words as they are.</summary>
    public static string Singular(string noun)
    {
        if (noun.Length < 4 || !noun.EndsWith('s') || noun.EndsWith("ss", StringComparison.Ordinal) || noun.EndsWith("us", StringComparison.Ordinal)) return noun;
        if (noun.EndsWith("ies", StringComparison.Ordinal)) return noun[..^3] + "y";
        foreach (var ending in (string[])["ches", "shes", "xes", "sses", "zes"])
        {
            if (noun.EndsWith(ending, StringComparison.Ordinal)) return noun[..^2];
        }

        return noun[..^1];
    }

    /// <summary>The regular third person singular.</summary>
    public static string Third(string verb) => Plural(verb);

    /// <summary>The regular form in -ing.</summary>
    public static string Ing(string verb) =>
        verb.EndsWith("ie", StringComparison.Ordinal) ? verb[..^2] + "ying"
        : verb.EndsWith('e') && !verb.EndsWith("ee", StringComparison.Ordinal) && !verb.EndsWith("ye", StringComparison.Ordinal) ? verb[..^1] + "ing"
        : verb + "ing";

    /// <summary>The regular past.</summary>
    public static string Past(string verb) =>
        verb.EndsWith('e') ? verb + "d" : EndsWithConsonantY(verb) ? verb[..^1] + "ied" : verb + "ed";

    private static bool EndsHissing(string word) =>
        word.EndsWith('s') || word.EndsWith('x') || word.EndsWith('z') || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal);

    private static bool EndsWithConsonantY(string word) => word.Length > 1 && word.EndsWith('y') && !IsVowel(word[^2]);

    private static bool Starts(string word, string[] starts) => Array.Exists(starts, start => word.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static bool IsVowel(char letter) => "aeiou".Contains(char.ToLowerInvariant(letter), StringComparison.Ordinal);
}
