namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>Function words of English captions.</summary>
internal static class EnglishVocabulary
{
    public static readonly IReadOnlySet<string> Determiners = new HashSet<string>
    {
        "a", "an", "the", "some", "this", "that", "these", "those", "another", "his", "her", "its", "their", "my", "your", "our", "each", "every",
    };

    /// <summary>The thing that they introduce may have been named before.</summary>
    public static readonly IReadOnlySet<string> Definite = new HashSet<string> { "the", "this", "that", "these", "those", "its" };

    public static readonly IReadOnlySet<string> Copulas = new HashSet<string> { "is", "are", "was", "were" };

    /// <summary>Words that join things and claim nothing themselves.</summary>
    public static readonly IReadOnlySet<string> Connectives = new HashSet<string>
    {
        "and", "with", "of", "on", "in", "at", "against", "has", "have", "having", "shows", "showing", "contains", "containing",
        "features", "featuring", "also", "both", "where", "which", "while", "as", "it", "we", "you", "i", "can", "see", "or", "by",
        "to", "from", "front", "there", "here", "depicts", "depicting", "for", "be", "located", "placed", "positioned", "situated", "but",
    };

    public static readonly IReadOnlySet<string> Negations = new HashSet<string>
    {
        "no", "not", "without", "never", "none", "nobody", "nothing", "neither", "nor", "isn't", "aren't", "doesn't", "don't", "isn’t", "aren’t",
        "cannot", "can't",
    };

    /// <summary>Nouns for the picture itself.</summary>
    public static readonly IReadOnlySet<string> Pictures = new HashSet<string>
    {
        "image", "picture", "photo", "photograph", "scene", "drawing", "illustration", "rendering", "snapshot", "view",
    };

    public static readonly IReadOnlySet<string> Backgrounds = new HashSet<string> { "background", "backdrop", "backgrounds" };

    /// <summary>Nouns for things of any kind.</summary>
    public static readonly IReadOnlySet<string> Anything = new HashSet<string> { "object", "objects", "thing", "things", "item", "items" };

    /// <summary>Verbs in the present; words in -ing count as verbs too.</summary>
    public static readonly IReadOnlySet<string> Verbs = new HashSet<string>
    {
        "sits", "sit", "stands", "stand", "lies", "lie", "runs", "run", "walks", "walk", "holds", "hold", "wears", "wear", "rides", "ride",
        "eats", "eat", "drinks", "drink", "looks", "look", "jumps", "jump", "sleeps", "sleep", "plays", "play", "hangs", "hang", "carries",
        "touches", "faces", "chases", "follows", "leans", "rests", "swims", "drives", "watches", "smiles", "floats", "covers",
    };

    /// <summary>Places between things that no geometry here decides.</summary>
    public static readonly IReadOnlySet<string> LoosePlaces = new HashSet<string>
    {
        "near", "beside", "next", "behind", "inside", "between", "around", "among", "outside", "through", "across", "along", "beyond",
        "adjacent", "opposite", "close", "into", "onto", "off",
    };

    /// <summary>A verb, by the list or its ending.</summary>
    public static bool IsVerb(string word) => Verbs.Contains(word) || (word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal));

    /// <summary>A word that no noun phrase goes on with.</summary>
    public static bool EndsPhrase(string word) =>
        Determiners.Contains(word) || Copulas.Contains(word) || Connectives.Contains(word) || Negations.Contains(word)
        || LoosePlaces.Contains(word) || IsVerb(word)
        || word is "above" or "below" or "under" or "beneath" or "underneath" or "over" or "than";
}
