using System.Text;

namespace FgClip.Tokenization.Clip;

/// <summary>The steps in which CLIP's tokenizer cleans a text.</summary>
internal static class ClipNormalizer
{
    /// <summary>Form C, runs of white space as one space, each character lower-cased by its full mapping (Σ always σ).</summary>
    public static string Standard(string text) => PythonLowercase.EachCharacter(JoinSpaces(CanonicalComposition.Compose(text)));

    /// <summary>Every run of white space, line breaks among it, becomes one space.</summary>
    public static string JoinSpaces(string text)
    {
        var clean = new StringBuilder(text.Length);
        var inSpace = false;
        foreach (var unit in text) // white space lies within U+FFFF
        {
            var isSpace = char.IsWhiteSpace(unit);
            if (!isSpace) clean.Append(unit);
            else if (!inSpace) clean.Append(' ');
            inSpace = isSpace;
        }

        return clean.ToString();
    }
}
