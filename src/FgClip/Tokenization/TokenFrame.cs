using System.Globalization;
using System.Runtime.InteropServices;

namespace FgClip.Tokenization;

/// <summary>What a tokenizer puts around the tokens of a text: beginning and end tokens, a cut, padding. Thread-safe.</summary>
internal sealed class TokenFrame
{
    private readonly int[] _before;
    private readonly int[] _after;

    /// <summary>Looks up the tokens that the configuration names.</summary>
    /// <param name="added">The tokenizer's added tokens.</param>
    /// <param name="config">What tokenizer_config.json says.</param>
    /// <param name="file">The tokenizer's file, for errors.</param>
    /// <exception cref="FgClipException">A token is needed, but not named.</exception>
    public TokenFrame(AddedVocabulary added, TokenizerConfig config, string file)
    {
        PadId = Id(config.PadToken, "pad_token");
        _before = config.AddBos ? [Id(config.BosToken, "bos_token")] : [];
        _after = config.AddEos ? [Id(config.EosToken, "eos_token")] : [];

        int Id(string? token, string name) => token is not null && added.Find(token) is var id and >= 0
            ? id
            : throw new FgClipException(
                FgClipErrorKind.Checkpoint, $"the tokenizer has no {name}", file, remedy: $"Name a {name} in tokenizer_config.json.");
    }

    /// <summary>The id that fills up to the length.</summary>
    public int PadId { get; }

    /// <summary>The end at which padding is added.</summary>
    public required TokenSide PaddingSide { get; init; }

    /// <summary>The end at which long texts are cut.</summary>
    public required TokenSide TruncationSide { get; init; }

    /// <summary>Checks a length before any work is done for it.</summary>
    /// <exception cref="FgClipException">It has no room for the tokens that are always added, or is beyond all reason.</exception>
    public void CheckLength(int length)
    {
        var added = _before.Length + _after.Length;
        if (length >= added && length <= BpeTokenizer.LongestText) return;

        throw new FgClipException(
            FgClipErrorKind.Argument,
            "the text length is out of range",
            expected: string.Create(
                CultureInfo.InvariantCulture,
                $"at least {added}, for the tokens that are always added, and at most {BpeTokenizer.LongestText}"),
            got: string.Create(CultureInfo.InvariantCulture, $"{length}"));
    }

    /// <summary>The tokens cut, framed and padded to exactly <paramref name="length"/>, which <see cref="CheckLength"/> accepts.</summary>
    public TextTokens Fit(List<int> content, int length)
    {
        var added = _before.Length + _after.Length;
        var kept = Math.Min(length - added, content.Count);
        var cut = CollectionsMarshal.AsSpan(content).Slice(TruncationSide == TokenSide.Left ? content.Count - kept : 0, kept);
        var ids = new int[length];
        Array.Fill(ids, PadId);
        var tokens = new TextTokens(ids, added + kept, kept < content.Count, PaddingSide);
        var target = ids.AsSpan(tokens.Start, tokens.Count);
        _before.CopyTo(target);
        cut.CopyTo(target[_before.Length..]);
        _after.CopyTo(target[^_after.Length..]);
        return tokens;
    }

    /// <summary>The tokens framed, neither cut nor padded.</summary>
    public int[] Around(List<int> content) => [.. _before, .. content, .. _after];
}
