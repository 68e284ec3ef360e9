using System.Globalization;
using System.Text;

namespace FgClip.Checkpoints;

/// <summary>Composes the errors of this folder: all of kind Checkpoint, with names quoted and kept short.</summary>
internal static class CheckpointError
{
    private const int LongestQuote = 160;

    /// <summary>An error about a checkpoint folder or one of its files.</summary>
    public static FgClipException Create(
        string what,
        string? where,
        string? expected = null,
        string? got = null,
        string? remedy = null,
        Exception? inner = null) =>
        new(FgClipErrorKind.Checkpoint, what, where, expected, got, remedy, inner);

    /// <summary>
    /// <paramref name="text"/> in single quotes, cut after 160 characters, control characters as \uXXXX: a hostile file
    /// must not fill a log or move a terminal's cursor.
    /// </summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, LongestQuote)))
        {
            if (char.IsControl(character) || char.IsSurrogate(character))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                quoted.Append(character);
            }
        }

        if (text.Length > LongestQuote) quoted.Append('…');
        return quoted.Append('\'').ToString();
    }

    /// <summary><c>[256000, 768]</c>; <c>[]</c> for a scalar.</summary>
    public static string Shape(ReadOnlySpan<long> shape)
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < shape.Length; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(shape[i].ToString(CultureInfo.InvariantCulture));
        }

        return text.Append(']').ToString();
    }

    /// <summary>The items with commas, the first <paramref name="most"/> of them and then "and N more".</summary>
    public static string List(IReadOnlyCollection<string> items, int most = 20)
    {
        var text = string.Join(", ", items.Take(most));
        return items.Count > most
            ? string.Create(CultureInfo.InvariantCulture, $"{text} and {items.Count - most} more")
            : text;
    }
}
