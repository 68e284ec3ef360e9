using System.Globalization;

namespace FgClip.Tokenization;

/// <summary>
/// A tokenizer of the Gemma family as Transformers runs it (GemmaTokenizerFast over the tokenizers library): added
/// tokens are cut out of the text, the rest is normalized and byte-pair encoded.
/// </summary>
internal sealed class BpeTokenizer : ITextTokenizer
{
    /// <summary>Far more characters, or tokens, than any model takes: a bound for time and memory.</summary>
    public const int LongestText = 1 << 20;

    private readonly BpeModel _model;
    private readonly TextNormalizer _normalizer;
    private readonly IReadOnlyList<string> _separators;
    private readonly AddedTokenMatcher _raw;
    private readonly AddedTokenMatcher _normalized;
    private readonly TokenFrame _frame;

    /// <summary>Joins what the tokenizer's file and the configuration say.</summary>
    public BpeTokenizer(TokenizerDefinition definition, TokenizerConfig config, string file)
    {
        (_normalizer, _separators) = (definition.Normalizer, definition.Separators);
        _model = new BpeModel(definition.Pieces, definition.Merges, definition.Settings, file);
        var added = new AddedVocabulary(definition.Pieces, file);
        added.Add(definition.AddedTokens);
        added.Add(ConfiguredTokens.Of(config, definition.AddedTokens, definition.ListsSpecialTokens));
        _raw = added.RawMatcher(!config.SplitSpecialTokens);
        _normalized = added.NormalizedMatcher(definition.Normalizer.Apply, !config.SplitSpecialTokens);

        _frame = new TokenFrame(added, config, file)
        {
            // The default sides are the attributes of the class GemmaTokenizerFast.
            PaddingSide = config.PaddingSide ?? definition.PaddingSide ?? TokenSide.Left,
            TruncationSide = config.TruncationSide ?? definition.TruncationSide ?? TokenSide.Right,
        };
        UsesAttentionMask = config.UsesAttentionMask;
        VocabularySize = added.Size;
    }

    /// <inheritdoc/>
    public int VocabularySize { get; }

    /// <inheritdoc/>
    public int PadId => _frame.PadId;

    /// <inheritdoc/>
    public bool UsesAttentionMask { get; }

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
        if (text.Length > LongestText) throw TooLong(text);
        text = WellFormed(text);
        var ids = new List<int>(text.Length / 3 + 4);
        var pieces = new List<TextPiece>();
        _raw.Split(text, pieces);
        foreach (var piece in pieces)
        {
            if (piece.Id >= 0) ids.Add(piece.Id);
            else EncodeNormalized(_normalizer.Apply(text[piece.Start..piece.End]), ids);
        }

        return ids;
    }

    private void EncodeNormalized(string text, List<int> ids)
    {
        var pieces = new List<TextPiece>();
        _normalized.Split(text, pieces);
        foreach (var piece in pieces)
        {
            if (piece.Id >= 0) ids.Add(piece.Id);
            else EncodeSeparated(text.AsSpan(piece.Start, piece.End - piece.Start), 0, ids);
        }
    }

    /// <summary>Cuts a text after every occurrence of a separator, one separator after the other, and encodes the parts.</summary>
    private void EncodeSeparated(ReadOnlySpan<char> text, int separator, List<int> ids)
    {
        if (separator == _separators.Count)
        {
            _model.Encode(text, ids);
            return;
        }

        var pattern = _separators[separator].AsSpan();
        while (text.IndexOf(pattern) is var at and >= 0)
        {
            EncodeSeparated(text[..(at + pattern.Length)], separator + 1, ids);
            text = text[(at + pattern.Length)..];
        }

        if (text.Length > 0) EncodeSeparated(text, separator + 1, ids);
    }

    /// <summary>The error that a text has more than <see cref="LongestText"/> characters.</summary>
    internal static FgClipException TooLong(string text) => new(
        FgClipErrorKind.Argument,
        "the text is too long",
        expected: string.Create(CultureInfo.InvariantCulture, $"at most {LongestText} characters"),
        got: string.Create(CultureInfo.InvariantCulture, $"{text.Length}"));

    /// <summary>Half a surrogate pair cannot be written in UTF-8, the tokenizers library's form of text: U+FFFD stands for it.</summary>
    internal static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else return string.Create(text.Length, text, ReplaceHalves);
        }

        return text;
    }

    private static void ReplaceHalves(Span<char> target, string text)
    {
        text.CopyTo(target);
        for (var i = 0; i < target.Length; i++)
        {
            if (!char.IsSurrogate(target[i])) continue;
            if (i + 1 < target.Length && char.IsSurrogatePair(target[i], target[i + 1])) i++;
            else target[i] = '\uFFFD';
        }
    }
}
