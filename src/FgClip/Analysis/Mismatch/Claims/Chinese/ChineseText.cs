using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.Chinese;

/// <summary>A word of a Chinese caption, or one character that no word is known for.</summary>
/// <param name="Text">Lower case.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Senses">What it means; none for function words, marks and unknown characters.</param>
/// <param name="IsKnown">The tables or the function words hold it.</param>
internal sealed record ChineseWord(string Text, TextSpan Span, IReadOnlyList<Sense> Senses, bool IsKnown);

/// <summary>
/// A Chinese caption cut into words: of all ways to cut it, the one with the fewest words, unknown characters counting
/// more than known words, and long words before short ones.
/// </summary>
internal sealed class ChineseText
{
    private const double UnknownCost = 1.5;

    /// <summary>Of ways with as many words, that with the longer ones.</summary>
    private const double LongBonus = 0.01;

    private readonly List<ChineseWord> _words = [];

    public ChineseText(string caption)
    {
        Caption = caption;
        var lower = caption.ToLowerInvariant();
        var lengths = Cut(lower);
        for (var at = 0; at < lower.Length;)
        {
            var length = lengths[at];
            if (!char.IsWhiteSpace(lower[at]))
            {
                var text = lower.Substring(at, length);
                var senses = CaptionLexicon.Shared.Senses(CaptionLanguage.Chinese).Of(text);
                _words.Add(new ChineseWord(text, new TextSpan(at, length), senses, senses.Count > 0 || ChineseVocabulary.All.Contains(text) || IsMarkCharacter(text[0])));
            }

            at += length;
        }
    }

    /// <summary>The caption.</summary>
    public string Caption { get; }

    /// <summary>Number of words.</summary>
    public int Count => _words.Count;

    /// <summary>A word's text; empty beyond the ends.</summary>
    public string this[int at] => at >= 0 && at < _words.Count ? _words[at].Text : "";

    /// <summary>Where a word stands.</summary>
    public TextSpan Span(int at) => _words[at].Span;

    /// <summary>The caption's part from one word up to another, which is left out.</summary>
    public TextSpan Between(int first, int next) => TextSpan.Between(_words[first].Span.Start, _words[next - 1].Span.End);

    /// <summary>The sense of a kind that a word has; null where it has none.</summary>
    public Sense? Sense(int at, WordKind kind)
    {
        if (at < 0 || at >= _words.Count) return null;

        foreach (var sense in _words[at].Senses)
        {
            if (sense.Kind == kind) return sense;
        }

        return null;
    }

    /// <summary>No word is known for it.</summary>
    public bool IsUnknown(int at) => at >= 0 && at < _words.Count && !_words[at].IsKnown;

    /// <summary>A mark that ends a sentence stands there, or the caption ends.</summary>
    public bool IsStop(int at) => at < 0 || at >= Count || this[at] is "。" or "！" or "？" or "；" or "." or "!" or "?" or ";";

    /// <summary>A mark that ends a clause stands there, or the caption ends.</summary>
    public bool IsMark(int at) => IsStop(at) || this[at] is "，" or "：" or "," or ":" or "（" or "）" or "(" or ")" or "“" or "”";

    private static bool IsMarkCharacter(char character) => char.IsPunctuation(character) || char.IsSymbol(character);

    // The length of the word at each place that a word of the best cut starts at.
    private static int[] Cut(string text)
    {
        var senses = CaptionLexicon.Shared.Senses(CaptionLanguage.Chinese);
        var functions = ((HashSet<string>)ChineseVocabulary.All).GetAlternateLookup<ReadOnlySpan<char>>();
        var longest = Math.Max(senses.Longest, 5);
        var costs = new double[text.Length + 1];
        var lengths = new int[text.Length];
        for (var at = text.Length - 1; at >= 0; at--)
        {
            (costs[at], lengths[at]) = (costs[at + 1] + UnknownCost, 1);
            for (var length = Math.Min(longest, text.Length - at); length > 0; length--)
            {
                var form = text.AsSpan(at, length);
                if (senses.Of(form).Count == 0 && !functions.Contains(form)) continue;

                var cost = costs[at + length] + 1 - (LongBonus * length * length);
                if (cost < costs[at]) (costs[at], lengths[at]) = (cost, length);
            }

            // Latin letters and digits stay together.
            if (!char.IsAsciiLetterOrDigit(text[at])) continue;

            var end = at + 1;
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
            if (end - at > lengths[at]) (costs[at], lengths[at]) = (costs[end] + 1, end - at);
        }

        return lengths;
    }
}
