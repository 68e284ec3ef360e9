namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>A value that a slot of a caption can have.</summary>
/// <param name="Kind">The slot.</param>
/// <param name="Value">The value, language-free.</param>
/// <param name="English">Its English forms, the preferred one first.</param>
/// <param name="Chinese">Its Chinese forms, the preferred one first.</param>
/// <param name="Relatives">
/// Of a colour: basic colours that are too near to be held against it, none for the basic colours themselves. Of an
/// attribute or a scene: the sorts within which one excludes the other. Of a relation: those that exclude it.
/// </param>
internal sealed record WordEntry(
    WordKind Kind, string Value, IReadOnlyList<string> English, IReadOnlyList<string> Chinese, IReadOnlyList<string> Relatives)
{
    /// <summary>The forms in a language.</summary>
    public IReadOnlyList<string> In(CaptionLanguage language) => language == CaptionLanguage.Chinese ? Chinese : English;
}
