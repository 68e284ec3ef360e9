namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>What a word of the tables says.</summary>
internal enum WordKind
{
    /// <summary>A thing, from Things.tsv.</summary>
    Thing,

    /// <summary>A verb, from Verbs.tsv.</summary>
    Verb,

    Color,

    /// <summary>A word that makes a colour darker or lighter.</summary>
    Shade,

    Size,

    /// <summary>A number; in Chinese one that a measure word follows.</summary>
    Number,

    /// <summary>A Chinese number with its measure word.</summary>
    Quantity,

    Position,
    Relation,
    Attribute,

    /// <summary>Weather, time of day, season, inside or outside.</summary>
    Scene,

    /// <summary>Words that do not mean what they say.</summary>
    Idiom,

    /// <summary>A noun that no picture shows as a thing.</summary>
    Abstract,

    Adverb,
}
