namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>One meaning of a form.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Value">The value, language-free.</param>
internal sealed record Sense(WordKind Kind, string Value)
{
    /// <summary>The thing that the form names.</summary>
    public ThingEntry? Thing { get; init; }

    /// <summary>The form is the plural of its name.</summary>
    public bool Plural { get; init; }

    /// <summary>The verb that the form is one of.</summary>
    public VerbEntry? Verb { get; init; }

    /// <summary>Which of the verb's forms it is.</summary>
    public VerbForms Forms { get; init; }
}
