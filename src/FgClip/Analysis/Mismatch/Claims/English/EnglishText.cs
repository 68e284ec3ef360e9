using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>A known form that starts at a token.</summary>
/// <param name="Sense">What it means.</param>
/// <param name="First">Its first token.</param>
/// <param name="Next">The token behind it.</param>
internal readonly record struct EnglishMatch(Sense Sense, int First, int Next)
{
    /// <summary>Tokens of it.</summary>
    public int Length => Next - First;
}

/// <summary>An English caption as tokens, each with the known forms that start there, looked up once.</summary>
internal sealed class EnglishText
{
    private readonly EnglishMatch[][] _matches;

    public EnglishText(string caption)
    {
        (Caption, Tokens) = (caption, Token.Split(caption));
        _matches = new EnglishMatch[Tokens.Count][];
        for (var at = 0; at < Tokens.Count; at++) _matches[at] = MatchesAt(at);
    }

    /// <summary>The caption.</summary>
    public string Caption { get; }

    /// <summary>Its words and marks.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>Number of tokens.</summary>
    public int Count => Tokens.Count;

    /// <summary>A token's text in lower case; empty beyond the ends.</summary>
    public string this[int at] => at >= 0 && at < Tokens.Count ? Tokens[at].Text : "";

    /// <summary>A word stands there.</summary>
    public bool IsWord(int at) => at >= 0 && at < Tokens.Count && Tokens[at].IsWord;

    /// <summary>A mark that ends a sentence stands there, or the caption ends.</summary>
    public bool IsStop(int at) => at < 0 || at >= Tokens.Count || Tokens[at].Text is "." or "!" or "?" or ";";

    /// <summary>A mark that ends a clause stands there, or the caption ends.</summary>
    public bool IsMark(int at) => IsStop(at) || Tokens[at].Text is "," or ":" or "(" or ")";

    /// <summary>Where a token stands.</summary>
    public TextSpan Span(int at) => Tokens[at].Span;

    /// <summary>The caption's part from one token up to another, which is left out.</summary>
    public TextSpan Between(int first, int next) => TextSpan.Between(Tokens[first].Span.Start, Tokens[next - 1].Span.End);

    /// <summary>The tokens' texts with single spaces.</summary>
    public string Join(int first, int next) => string.Join(' ', Tokens.Skip(first).Take(next - first).Select(token => token.Text));

    /// <summary>The longest form of a kind that starts at a token; null where none does.</summary>
    public EnglishMatch? Longest(int at, WordKind kind)
    {
        if (at < 0 || at >= _matches.Length) return null;

        foreach (var match in _matches[at])
        {
            if (match.Sense.Kind == kind) return match;
        }

        return null;
    }

    // Longest first.
    private EnglishMatch[] MatchesAt(int at)
    {
        var senses = CaptionLexicon.Shared.Senses(CaptionLanguage.English);
        var found = new List<EnglishMatch>();
        for (var length = Math.Min(senses.LongestFrom(Tokens[at].Text), Tokens.Count - at); length > 0; length--)
        {
            var form = length == 1 ? Tokens[at].Text : Join(at, at + length);
            foreach (var sense in senses.Of(form)) found.Add(new EnglishMatch(sense, at, at + length));
        }

        return [.. found];
    }
}
