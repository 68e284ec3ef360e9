namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>A verb of captions.</summary>
/// <param name="Sort">Within a sort one excludes the other more or less: who sits does not stand.</param>
/// <param name="Kind"><see cref="ClaimKind.Action"/>, or <see cref="ClaimKind.Relation"/> for what things have, hold or wear.</param>
/// <param name="English">Its base form.</param>
/// <param name="Irregular">Forms that the rules do not give: past=…, part=…, ing=…, third=….</param>
/// <param name="Chinese">Its Chinese forms, the preferred one first.</param>
internal sealed record VerbEntry(
    string Sort, ClaimKind Kind, string English, IReadOnlyDictionary<string, string> Irregular, IReadOnlyList<string> Chinese)
{
    /// <summary>A form of it.</summary>
    /// <param name="form">One form.</param>
    public string In(VerbForms form) => form switch
    {
        VerbForms.Third => Irregular.GetValueOrDefault("third") ?? EnglishWords.Third(English),
        VerbForms.Ing => Irregular.GetValueOrDefault("ing") ?? EnglishWords.Ing(English),
        VerbForms.Past => Irregular.GetValueOrDefault("past") ?? (Doubles ? $"{English}{English[^1]}ed" : EnglishWords.Past(English)),
        VerbForms.Participle => Irregular.GetValueOrDefault("part") ?? In(VerbForms.Past),
        _ => English,
    };

    // "chop" says by its -ing that it is "chopped" too.
    private bool Doubles => Irregular.GetValueOrDefault("ing") == $"{English}{English[^1]}ing";
}
