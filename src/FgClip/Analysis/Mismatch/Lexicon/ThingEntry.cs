namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>A thing that captions name.</summary>
/// <param name="Group">Things of one group are easily taken for each other.</param>
/// <param name="InScenes">The drawn scenes of the demonstration checkpoint contain it.</param>
/// <param name="English">Its name.</param>
/// <param name="Plural">The name's plural.</param>
/// <param name="EnglishSynonyms">Other names, singular.</param>
/// <param name="Chinese">Its Chinese name.</param>
/// <param name="Measure">The Chinese measure word.</param>
/// <param name="ChineseSynonyms">Other Chinese names.</param>
internal sealed record ThingEntry(
    string Group,
    bool InScenes,
    string English,
    string Plural,
    IReadOnlyList<string> EnglishSynonyms,
    string Chinese,
    string Measure,
    IReadOnlyList<string> ChineseSynonyms)
{
    /// <summary>The phrase that stands for it: with an article in English, bare in Chinese.</summary>
    public string Phrase(CaptionLanguage language) =>
        language == CaptionLanguage.Chinese ? Chinese : $"{EnglishWords.Article(English)} {English}";
}
