using System.Globalization;
using System.Text;

namespace FgClip.Rendering;

/// <summary>Makes any string drawable on one line.</summary>
internal static class LabelText
{
    /// <summary>
    /// No drawing has room for more characters, and a caption can have a million: what follows becomes an ellipsis
    /// before anything is measured.
    /// </summary>
    public const int MaxRunes = 1000;

    /// <summary>
    /// The text with every run of white space and control characters as one space, without spaces at its ends and
    /// without invisible characters (joiners, direction marks, variation selectors), which a font without shaping
    /// would draw as boxes. A lone surrogate becomes U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxRunes));
        var runes = 0;
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                space = clean.Length > 0;
                continue;
            }

            if (IsInvisible(rune)) continue;
            if (runes >= MaxRunes) return clean.Append('…').ToString();
            if (space)
            {
                clean.Append(' ');
                runes++;
            }

            clean.Append(rune.ToString());
            runes++;
            space = false;
        }

        return clean.ToString();
    }

    private static bool IsSpace(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
