using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>Tells verbs from other words by their form and by what stands around them.</summary>
internal static class EnglishVerb
{
    /// <summary>The base form of the verb at a token; the word as it is where the tables do not hold it.</summary>
    public static string Lemma(EnglishText text, int at) => text.Longest(at, WordKind.Verb)?.Sense.Value ?? text[at];

    /// <summary>A token has a verb form, by the tables or by its ending.</summary>
    public static bool Is(EnglishText text, int at, VerbForms form)
    {
        if (text.Longest(at, WordKind.Verb) is { Length: 1 } match) return (match.Sense.Forms & form) != 0;

        var word = text.IsWord(at) && !text[at].Contains('-', StringComparison.Ordinal) ? text[at] : "";
        return form switch
        {
            VerbForms.Ing => word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) && text.Longest(at, WordKind.Thing) is null && text.Longest(at, WordKind.Scene) is null,
            VerbForms.Participle => word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && text.Longest(at, WordKind.Thing) is null,
            _ => false,
        };
    }

    /// <summary>Some verb form stands at a token.</summary>
    public static bool Is(EnglishText text, int at) =>
        text.Longest(at, WordKind.Verb) is not null || Is(text, at, VerbForms.Ing) || Is(text, at, VerbForms.Participle);

    /// <summary>is, are and the like stand there, 's behind a pronoun too; "looks" only before an adjective.</summary>
    public static bool IsCopula(EnglishText text, int at) =>
        (EnglishVocabulary.Copulas.Contains(text[at]) && (text[at] is not ("looks" or "look") || EnglishAdjective.At(text, at + 1) is not null))
        || (text[at] is "'s" && (EnglishVocabulary.Pronouns.Contains(text[at - 1]) || text[at - 1] is "there" or "here" or "this"));

    /// <summary>The word behind a noun is a verb and not the rest of its name.</summary>
    /// <param name="text">The caption.</param>
    /// <param name="at">The word.</param>
    /// <param name="plural">The noun may be a plural.</param>
    /// <param name="animate">The noun names who can act.</param>
    /// <param name="known">The tables hold the noun.</param>
    public static bool FollowsNoun(EnglishText text, int at, bool plural, bool animate = false, bool known = true)
    {
        if (!text.IsWord(at) || EnglishVocabulary.Pictures.Contains(text[at])) return false;

        // "a wall painting" and "a man painting a wall".
        var isNoun = text.Longest(at, WordKind.Thing) is { } thing && !StartsComplement(text, thing.Next);
        if (text.Longest(at, WordKind.Thing) is { Length: > 1 }) return false;
        if (Is(text, at, VerbForms.Ing)) return !isNoun;
        if (text.Longest(at, WordKind.Verb) is not { } verb) return Is(text, at, VerbForms.Participle);

        var forms = verb.Sense.Forms;
        if ((forms & ~VerbForms.Base) == 0 && !plural) return !isNoun && known && StartsComplement(text, at + 1);

        return !isNoun || ((forms & VerbForms.Third) != 0 && !plural && animate);
    }

    /// <summary>A word that names a thing as well stands there, and nothing shows that it is the verb: "a suit and tie".</summary>
    public static bool IsRatherNoun(EnglishText text, int at) =>
        text.Longest(at, WordKind.Thing) is { Length: > 1 } || (text.Longest(at, WordKind.Thing) is { } thing && !Is(text, at, VerbForms.Ing) && !StartsComplement(text, thing.Next)
        && (text[at - 1] is "and" or "," or "or" || EnglishVocabulary.Determiners.Contains(text[at - 1])));

    // What a verb goes on with, but hardly a name.
    private static bool StartsComplement(EnglishText text, int at) =>
        EnglishVocabulary.Determiners.Contains(text[at]) || EnglishVocabulary.Pronouns.Contains(text[at])
        || (text.Longest(at, WordKind.Relation) is { } relation && relation.Sense.Value is not "of") || text.Longest(at, WordKind.Adverb) is not null
        || text.Longest(at, WordKind.Number) is not null;
}
