namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>Function words of English captions.</summary>
internal static class EnglishVocabulary
{
    public static readonly IReadOnlySet<string> Determiners = new HashSet<string>
    {
        "a", "an", "the", "some", "this", "that", "these", "those", "another", "his", "her", "its", "their", "my", "your", "our", "each", "every", "whose", "any", "more", "most", "enough", "other", "different", "such", "additional", "extra", "certain",
    };

    /// <summary>The thing that they introduce may have been named before.</summary>
    public static readonly IReadOnlySet<string> Definite = new HashSet<string> { "the", "this", "that", "these", "those", "its", "his", "her", "their" };

    /// <summary>They stand between determiner and noun and claim nothing.</summary>
    public static readonly IReadOnlySet<string> Ordinals = new HashSet<string>
    {
        "other", "same", "next", "first", "second", "third", "fourth", "fifth", "last", "own", "only", "main", "very", "single", "certain", "whole", "entire", "few",
    };

    public static readonly IReadOnlySet<string> Copulas = new HashSet<string>
    {
        "is", "are", "was", "were", "be", "been", "being", "looks", "look", "appears", "seems", "appear", "seem", "remains", "remain", "become", "becomes",
    };

    /// <summary>Words that join things and claim nothing themselves.</summary>
    public static readonly IReadOnlySet<string> Connectives = new HashSet<string>
    {
        "and", "or", "but", "while", "as", "where", "when", "then", "than", "so", "both", "also", "there", "here", "can", "could", "may", "might",
        "will", "would", "should", "must", "do", "does", "did", "seen", "visible", "located", "placed", "positioned", "situated", "shown", "pictured", "depicted",
        "featured", "present", "captured", "of", "to", "by", "let", "either", "because", "since", "until", "though", "although", "whereas", "rather", "such", "what", "how",
    };

    /// <summary>Words that a new clause may follow.</summary>
    public static readonly IReadOnlySet<string> ClauseJoins = new HashSet<string> { "and", "but", "while", "as", "where", "when", "whereas", "or", "though", "although", "because", "since" };

    public static readonly IReadOnlySet<string> Negations = new HashSet<string>
    {
        "no", "not", "without", "never", "none", "nobody", "nothing", "neither", "nor", "cannot", "isn't", "aren't", "wasn't", "weren't", "doesn't",
        "don't", "didn't", "can't", "couldn't", "won't", "hasn't", "haven't", "nowhere", "lacks", "lacking", "devoid",
    };

    /// <summary>Nouns for the picture itself.</summary>
    public static readonly IReadOnlySet<string> Pictures = new HashSet<string>
    {
        "image", "picture", "photo", "photograph", "scene", "drawing", "illustration", "rendering", "snapshot", "view", "shot", "close-up", "closeup",
        "screenshot", "images", "photos", "pictures", "frame of", "footage", "selfie", "collage",
    };

    public static readonly IReadOnlySet<string> Backgrounds = new HashSet<string> { "background", "backdrop", "backgrounds" };

    /// <summary>Nouns for things of any kind.</summary>
    public static readonly IReadOnlySet<string> Anything = new HashSet<string> { "object", "objects", "thing", "things", "item", "items" };

    public static readonly IReadOnlySet<string> ShowingVerbs = new HashSet<string>
    {
        "shows", "show", "showing", "depicts", "depict", "depicting", "features", "featuring", "contains", "containing", "captures", "capturing", "displays",
        "displaying", "presents", "presenting", "portrays", "portraying", "includes", "including", "has", "have", "having", "see", "illustrates",
    };

    public static readonly IReadOnlySet<string> It = new HashSet<string> { "it" };

    public static readonly IReadOnlySet<string> They = new HashSet<string> { "they", "them" };

    public static readonly IReadOnlySet<string> He = new HashSet<string> { "he", "him" };

    public static readonly IReadOnlySet<string> She = new HashSet<string> { "she" };

    /// <summary>They go on about the thing right before them.</summary>
    public static readonly IReadOnlySet<string> Relatives = new HashSet<string> { "that", "which", "who", "whom" };

    /// <summary>Pronouns for nothing in the picture.</summary>
    public static readonly IReadOnlySet<string> Speakers = new HashSet<string> { "we", "you", "i" };

    /// <summary>All pronouns.</summary>
    public static readonly IReadOnlySet<string> Pronouns = new HashSet<string>([.. It, .. They, .. He, .. She, .. Relatives, .. Speakers]);

    /// <summary>Parts that a noun may be taken from: "a slice of pizza" is pizza.</summary>
    public static readonly IReadOnlySet<string> Portions = new HashSet<string>
    {
        "slice", "slices", "piece", "pieces", "loaf", "loaves", "roll", "rolls", "bit", "bits", "chunk", "chunks", "strip", "strips", "sheet", "sheets", "drop", "drops",
        "stick", "sticks", "bar", "bars", "part", "parts", "kind", "kinds", "type", "types", "sort", "sorts", "scoop", "scoops", "portion", "portions", "serving", "servings",
        "head", "ear", "ears", "sprig", "sprigs", "bale", "bales", "patch", "patches", "body", "bite", "half", "rest", "layer", "layers", "cut", "ball", "clump", "clumps", "section", "side", "sides", "top", "bottom", "front", "rear", "middle", "center", "centre", "end", "inside", "outside", "variety", "block", "blocks",
    };

    /// <summary>With a noun before them they describe the next one: "grass covered", "heart shaped".</summary>
    public static readonly IReadOnlySet<string> Tails = new HashSet<string> { "covered", "filled", "drawn", "lined", "shaped", "colored", "coloured", "topped", "painted", "patterned", "sized", "themed", "print" };

    /// <summary>Abstract nouns by their endings.</summary>
    public static bool IsAbstract(string noun) =>
        noun.Length > 6 && (noun.EndsWith("ness", StringComparison.Ordinal) || noun.EndsWith("ity", StringComparison.Ordinal) || noun.EndsWith("ment", StringComparison.Ordinal)
            || noun.EndsWith("tion", StringComparison.Ordinal) || noun.EndsWith("ance", StringComparison.Ordinal) || noun.EndsWith("ence", StringComparison.Ordinal)
            || noun.EndsWith("ism", StringComparison.Ordinal) || noun.EndsWith("ship", StringComparison.Ordinal) || noun.EndsWith("hood", StringComparison.Ordinal)
            || noun.EndsWith("dom", StringComparison.Ordinal) || noun.EndsWith("sion", StringComparison.Ordinal));
}
