using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Counterfactuals;

/// <summary>Words that follow the number of a thing.</summary>
internal static class EnglishNumber
{
    private static readonly (string One, string Many)[] Pairs =
    [
        ("is", "are"), ("was", "were"), ("has", "have"), ("does", "do"), ("it", "they"), ("he", "they"), ("she", "they"), ("him", "them"), ("appears", "appear"),
        ("seems", "seem"), ("looks", "look"), ("remains", "remain"), ("becomes", "become"),
    ];

    /// <summary>A noun in the number, or the word for the portion that it comes in.</summary>
    /// <param name="mention">The thing.</param>
    /// <param name="written">The word as the caption has it.</param>
    /// <param name="plural">The number that is wanted.</param>
    public static string Of(ThingMention mention, string written, bool plural)
    {
        var words = CaptionLexicon.Shared;
        if (mention.Portion is not null) return plural == (EnglishWords.Singular(written) != written) ? written : plural ? words.Plural(written) : EnglishWords.Singular(written);

        var isSynonym = mention.Thing is not null && mention.Name != mention.Thing.English;
        if (plural) return mention.Thing is null || isSynonym ? words.Plural(mention.Name) : mention.Thing.Plural;

        return mention.Name;
    }

    /// <summary>A verb or a pronoun in the other number; as it is where it has no other form.</summary>
    /// <param name="word">The word.</param>
    /// <param name="plural">The number that is wanted.</param>
    public static string Of(string word, bool plural)
    {
        var lower = word.ToLowerInvariant();
        foreach (var (one, many) in Pairs)
        {
            if (plural && lower == one) return many;
            if (!plural && lower == many) return one;
        }

        if (lower == "them") return plural ? word : "it";
        if (CaptionLexicon.Shared.Senses(CaptionLanguage.English).Of(lower, WordKind.Verb) is not { Verb: { } verb, Forms: var forms }) return word;
        if (plural && (forms & VerbForms.Third) != 0) return verb.In(VerbForms.Base);

        return !plural && (forms & VerbForms.Base) != 0 && (forms & VerbForms.Past) == 0 ? verb.In(VerbForms.Third) : word;
    }
}
