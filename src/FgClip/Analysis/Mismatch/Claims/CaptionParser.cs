using FgClip.Analysis.Mismatch.Claims.Chinese;
using FgClip.Analysis.Mismatch.Claims.English;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims;

/// <summary>Cuts captions into claims.</summary>
internal static class CaptionParser
{
    /// <summary>The language of a caption: Chinese where it holds a Chinese character.</summary>
    public static CaptionLanguage LanguageOf(string caption) =>
        caption.Any(character => character is >= '\u3400' and <= '\u9FFF') ? CaptionLanguage.Chinese : CaptionLanguage.English;

    /// <summary>At least one claim; what the grammar does not understand is a claim of kind other.</summary>
    public static ParsedCaption Parse(string caption) => LanguageOf(caption) == CaptionLanguage.Chinese
        ? new ChineseParser(caption).Parse()
        : new EnglishParser(caption).Parse();
}
