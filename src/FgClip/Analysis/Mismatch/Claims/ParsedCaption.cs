using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>A caption, its things and its claims in the order of their words.</summary>
/// <param name="Caption">The caption.</param>
/// <param name="Language">Its language.</param>
/// <param name="Mentions">Its things; every subject and object of a claim is one of them.</param>
/// <param name="Claims">At least one; no two have words of their slots in common.</param>
/// <param name="Agreements">Words that follow a thing's name or number.</param>
internal sealed record ParsedCaption(
    string Caption, CaptionLanguage Language, IReadOnlyList<ThingMention> Mentions, IReadOnlyList<CaptionClaim> Claims, IReadOnlyList<Agreement> Agreements);

/// <summary>A word that follows a thing's name or number: "are" of "two dogs are brown".</summary>
/// <param name="Mention">The thing.</param>
/// <param name="Word">The word.</param>
/// <param name="Kind">What it is to the thing.</param>
internal readonly record struct Agreement(ThingMention Mention, TextSpan Word, AgreementKind Kind);

/// <summary>What a word is to the thing that it follows.</summary>
internal enum AgreementKind
{
    /// <summary>A verb behind its name.</summary>
    Verb,

    /// <summary>A pronoun that stands for it, or the verb of one.</summary>
    Pronoun,

    /// <summary>Its name again: "the dog" after "a dog".</summary>
    Noun,
}
