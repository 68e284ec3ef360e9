namespace FgClip.Analysis.Mismatch.Lexicon;

/// <summary>A language that the grammar reads.</summary>
internal enum CaptionLanguage
{
    English,
    Chinese,
}
