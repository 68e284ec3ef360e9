namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>A thing that captions name. Things that are alike stand near each other in the table.</summary>
/// <param name="Row">Its place in the table, from 0.</param>
/// <param name="Group">Things of one group are easily taken for each other.</param>
/// <param name="InScenes">The drawn scenes of the demonstration checkpoint contain it.</param>
/// <param name="English">Its name.</param>
/// <param name="Plural">The name's plural.</param>
/// <param name="EnglishSynonyms">Other names, singular.</param>
/// <param name="Chinese">Its Chinese name.</param>
/// <param name="Measure">The Chinese measure word.</param>
/// <param name="ChineseSynonyms">Other Chinese names.</param>
/// <param name="Broader">The English name of what it is a kind of; * for a thing that heads its group; null for neither.</param>
internal sealed record ThingEntry(
    int Row,
    string Group,
    bool InScenes,
    string English,
    string Plural,
    IReadOnlyList<string> EnglishSynonyms,
    string Chinese,
    string Measure,
    IReadOnlyList<string> ChineseSynonyms,
    string? Broader)
{
    /// <summary>Every thing of the group is a kind of it.</summary>
    public bool HeadsGroup => Broader == "*";

    /// <summary>It acts: a person or an animal.</summary>
    public bool IsAnimate => Group is "person" or "role" or "animal";

    /// <summary>A person.</summary>
    public bool IsPerson => Group is "person" or "role";

    /// <summary>Somewhere to be.</summary>
    public bool IsPlace => Group == "place";

    /// <summary>The phrase that stands for it: with an article in English, bare in Chinese.</summary>
    public string Phrase(CaptionLanguage language) =>
        language == CaptionLanguage.Chinese ? Chinese : $"{EnglishWords.Article(English)} {English}";
}
