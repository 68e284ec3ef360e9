
namespace FgClip.Tokenization;

/// <summary>
/// The added tokens of a tokenizer and their ids, collected in the order in which the tokenizers library 0.22 adds
/// them (tokenizer/added_vocabulary.rs).
/// </summary>
/// <param name="pieces">The vocabulary.</param>
/// <param name="file">The tokenizer's file, for errors.</param>
internal sealed class AddedVocabulary(PieceTable pieces, string file)
{
    // Finding the longest match takes this many steps at worst, at every character of a text.
    private const int LongestContent = 1024;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, AddedToken> _tokens = [];
    private readonly HashSet<string> _special = new(StringComparer.Ordinal);
    private readonly List<AddedToken> _patterns = [];

    /// <summary>One more than the largest id of the vocabulary and the added tokens.</summary>
    public int Size => Math.Max(pieces.LargestId + 1, AfterTokens);

    private int AfterTokens => _tokens.Count == 0 ? 0 : _tokens.Last().Key + 1;

    /// <summary>
    /// Adds tokens; empty ones are passed over. One that is in the vocabulary takes its id there, others the ids after
    /// the vocabulary. A content that is there already gets the new flags.
    /// </summary>
    public void Add(IEnumerable<AddedToken> tokens)
    {
        tokens = [.. tokens.Where(token => token.Content.Length > 0)];
        if (tokens.FirstOrDefault(token => token.Content.Length > LongestContent) is { } longest)
        {
            throw new FgClipException(
                FgClipErrorKind.Checkpoint,
                $"the added token '{longest.Content[..32]}…' is too long",
                file,
                $"at most {LongestContent} characters",
                $"{longest.Content.Length}");
        }

        foreach (var token in tokens)
        {
            if (token.Special && _special.Add(token.Content)) _patterns.Add(token);
        }

        var existing = _tokens.Values.ToHashSet();
        var next = Math.Max(pieces.Count, AfterTokens);
        foreach (var token in tokens)
        {
            if (!existing.Add(token)) continue;
            var id = Find(token.Content);
            if (id < 0) id = next++;
            _ids[token.Content] = id;
            _tokens[id] = token;
            if (!_special.Contains(token.Content)) _patterns.Add(token);
        }
    }

    /// <summary>Whether a content was added.</summary>
    public bool Contains(string content) => _ids.ContainsKey(content);

    /// <summary>The id of an added token or a piece; −1 where there is neither.</summary>
    public int Find(string content) =>
        _ids.TryGetValue(content, out var id) ? id : pieces.Find(System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>What recognises the tokens that are matched in the text as written.</summary>
    /// <param name="matchSpecial">Whether special tokens count; false makes them ordinary text.</param>
    public AddedTokenMatcher RawMatcher(bool matchSpecial) => Matcher(false, content => content, matchSpecial);

    /// <summary>What recognises the tokens that are matched, normalized, in the normalized text.</summary>
    /// <param name="normalizer">The normalizer.</param>
    /// <param name="matchSpecial">Whether special tokens count; false makes them ordinary text.</param>
    public AddedTokenMatcher NormalizedMatcher(Func<string, string> normalizer, bool matchSpecial) =>
        Matcher(true, normalizer, matchSpecial);

    private AddedTokenMatcher Matcher(bool normalized, Func<string, string> content, bool matchSpecial)
    {
        var matcher = new AddedTokenMatcher();
        foreach (var pattern in _patterns.Where(pattern => pattern.Normalized == normalized))
        {
            var id = Find(pattern.Content);
            // A content that was added twice keeps its first pattern; the flags are the last ones.
            var ignored = !matchSpecial && _special.Contains(_tokens[id].Content);
            matcher.Add(content(pattern.Content), new AddedTokenMatch(id, _tokens[id], ignored));
        }

        matcher.Complete();
        return matcher;
    }
}
