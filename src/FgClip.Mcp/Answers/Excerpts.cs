using System.Text;

namespace FgClip.Mcp.Answers;

/// <summary>Starts of long texts, for sentences and tables that name a text without repeating it.</summary>
internal static class Excerpts
{
    /// <summary>UTF-16 units of an excerpt at most.</summary>
    public const int Longest = 120;

    /// <summary>The text on one line, cut to <see cref="Longest"/> with an ellipsis; never inside a surrogate pair.</summary>
    public static string Of(string text)
    {
        var cut = text.Length <= Longest ? text.Length : Longest - 1;
        if (cut < text.Length && char.IsHighSurrogate(text[cut - 1])) cut--;
        var line = new StringBuilder(cut + 1);
        foreach (var letter in text.AsSpan(0, cut)) line.Append(char.IsControl(letter) ? ' ' : letter);
        return cut < text.Length ? line.Append('…').ToString() : line.ToString();
    }
}
