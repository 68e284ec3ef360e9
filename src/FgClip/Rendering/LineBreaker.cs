using System.Text;

namespace FgClip.Rendering;

/// <summary>
/// Cuts a text into lines of a given width: at spaces between words, anywhere between Chinese characters except
/// before closing and after opening punctuation, and inside a word only where it is wider than a whole line.
/// </summary>
internal static class LineBreaker
{
    private const char Ellipsis = '…';
    private const string NeverFirst = "，。、；：？！）》」』】〉〕”’…—·,.;:?!)]}%℃·～ー";
    private const string NeverLast = "（《「『【〈〔“‘([{";

    /// <summary>The lines of a text; none where it is empty.</summary>
    /// <param name="text">A text that <see cref="LabelText.Clean"/> returned.</param>
    /// <param name="painter">Measures the text.</param>
    /// <param name="width">The most pixels of a line; a single character wider than that stands alone.</param>
    /// <param name="maxLines">The most lines, at least 1; where the text needs more, the last one ends in an ellipsis.</param>
    public static IReadOnlyList<string> Wrap(string text, LabelPainter painter, float width, int maxLines)
    {
        var advances = painter.Advances(text);
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var fitting = Fitting(text, advances, start, width);
            if (fitting < text.Length && lines.Count == maxLines - 1)
            {
                lines.Add(CutWithEllipsis(text, advances, start, width - painter.Size));
                break;
            }

            var end = fitting < text.Length ? BreakBefore(text, start, fitting) : fitting;
            lines.Add(text[start..end].TrimEnd(' '));
            start = end;
            while (start < text.Length && text[start] == ' ') start++;
        }

        return lines;
    }

    // The end of the longest piece from `start` that is not wider than `width`; at least one character.
    private static int Fitting(string text, float[] advances, int start, float width)
    {
        var used = 0f;
        var end = start;
        while (end < text.Length)
        {
            used += advances[end];
            if (used > width && end > start) break;
            end += Rune.GetRuneAt(text, end).Utf16SequenceLength;
        }

        return end;
    }

    // The last allowed break in (start, fitting]; the middle of a word where there is none.
    private static int BreakBefore(string text, int start, int fitting)
    {
        for (var at = fitting; at > start; at--)
        {
            if (IsBreak(text, at)) return at;
        }

        return fitting;
    }

    private static bool IsBreak(string text, int at)
    {
        if (text[at] == ' ' || text[at - 1] == ' ') return true;
        if (char.IsLowSurrogate(text[at])) return false;
        if (NeverFirst.Contains(text[at], StringComparison.Ordinal)) return false;
        if (NeverLast.Contains(text[at - 1], StringComparison.Ordinal)) return false;
        return IsIdeographic(text, at) || IsIdeographic(text, char.IsLowSurrogate(text[at - 1]) ? at - 2 : at - 1);
    }

    // Scripts written without spaces that this library draws: Chinese with its punctuation, kana and fullwidth forms.
    private static bool IsIdeographic(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune)
        && rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFFEF)
            or (>= 0x20000 and <= 0x3FFFF);

    // The ellipsis is at most one em wide in either script; `width` leaves that room.
    private static string CutWithEllipsis(string text, float[] advances, int start, float width)
    {
        var end = Fitting(text, advances, start, width);
        return text[start..end].TrimEnd(' ', ',', '，', '、', '.', '。') + Ellipsis;
    }
}
