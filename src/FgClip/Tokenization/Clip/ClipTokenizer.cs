namespace FgClip.Tokenization.Clip;

/// <summary>
/// CLIP's tokenizer as Transformers runs it (CLIPTokenizerFast over the tokenizers library): added tokens are cut out of
/// the text, the rest is cleaned, cut into words, and every word byte-pair encoded. It lower-cases by itself.
/// </summary>
internal sealed class ClipTokenizer : ITextTokenizer
{
    private readonly ClipModel _model;
    private readonly Func<string, string> _normalize;
    private readonly bool _keepsMarkers;
    private readonly AddedTokenMatcher _raw;
    private readonly AddedTokenMatcher _normalized;
    private readonly TokenFrame _frame;

    /// <summary>Joins what the tokenizer's files and the configuration say.</summary>
    public ClipTokenizer(ClipDefinition definition, TokenizerConfig config, string file)
    {
        _model = new ClipModel(definition.Pieces, definition.Merges, definition.UnknownToken, file);
        (_normalize, _keepsMarkers) = (definition.Normalize, definition.KeepsMarkers);
        var added = new AddedVocabulary(definition.Pieces, file);
        added.Add(definition.AddedTokens);
        added.Add(ConfiguredTokens.Of(config, definition.AddedTokens, definition.ListsSpecialTokens));
        _raw = added.RawMatcher(!config.SplitSpecialTokens);
        _normalized = added.NormalizedMatcher(_normalize, !config.SplitSpecialTokens);
        _frame = new TokenFrame(added, config with { AddBos = true, AddEos = true }, file)
        {
            PaddingSide = config.PaddingSide ?? definition.PaddingSide ?? TokenSide.Right,
            TruncationSide = config.TruncationSide ?? definition.TruncationSide ?? TokenSide.Right,
        };
        VocabularySize = added.Size;
    }

    /// <inheritdoc/>
    public int VocabularySize { get; }

    /// <inheritdoc/>
    public int PadId => _frame.PadId;

    /// <summary>Never: no token sees those after it, and the feature is taken where padding starts.</summary>
    public bool UsesAttentionMask => false;

    /// <inheritdoc/>
    public TextTokens Encode(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        _frame.CheckLength(length);
        return _frame.Fit(EncodeContent(text), length);
    }

    /// <inheritdoc/>
    public int[] EncodeUnpadded(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _frame.Around(EncodeContent(text));
    }

    private List<int> EncodeContent(string text)
    {
        if (text.Length > BpeTokenizer.LongestText) throw BpeTokenizer.TooLong(text);
        text = BpeTokenizer.WellFormed(text);
        var ids = new List<int>((text.Length / 3) + 4);
        var pieces = new List<TextPiece>();
        _raw.Split(text, pieces);
        foreach (var piece in pieces)
        {
            if (piece.Id >= 0) ids.Add(piece.Id);
            else EncodeNormalized(_normalize(text[piece.Start..piece.End]), ids);
        }

        return ids;
    }

    private void EncodeNormalized(string text, List<int> ids)
    {
        var pieces = new List<TextPiece>();
        _normalized.Split(text, pieces);
        foreach (var piece in pieces)
        {
            if (piece.Id >= 0)
            {
                ids.Add(piece.Id);
                continue;
            }

            var words = new ClipWords(text.AsSpan(piece.Start, piece.End - piece.Start), _keepsMarkers);
            while (words.TryNext(out var word)) _model.Encode(word, ids);
        }
    }
}
