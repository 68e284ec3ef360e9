namespace FgClip.Tokenization;

/// <summary>
/// The tokens that a configuration adds to those of the tokenizer's file: added_tokens_decoder, then the special tokens
/// that are nowhere yet (tokenization_utils_fast.py, __init__).
/// </summary>
internal static class ConfiguredTokens
{
    /// <summary>The tokens, in the order in which they are added.</summary>
    /// <param name="config">What tokenizer_config.json says.</param>
    /// <param name="ofFile">The added tokens of the tokenizer's file.</param>
    /// <param name="fileListsSpecialTokens">Whether that file lists its special tokens itself.</param>
    public static List<AddedToken> Of(TokenizerConfig config, IReadOnlyList<AddedToken> ofFile, bool fileListsSpecialTokens)
    {
        var special = config.SpecialTokens.ToHashSet(StringComparer.Ordinal);
        var tokens = new List<AddedToken>();
        foreach (var token in config.AddedTokens ?? [])
            tokens.Add(special.Contains(token.Content) ? token with { Special = true } : token);

        var own = ofFile.Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        var configured = tokens.Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        foreach (var content in config.SpecialTokens)
        {
            if (configured.Contains(content)) continue;
            if (!config.SpecialTokenFlags.TryGetValue(content, out var flags))
            {
                if (!own.Contains(content)) tokens.Add(new AddedToken(content) { Special = true });
                continue;
            }

            // Without added_tokens_decoder the flags in tokenizer.json win over those of the configuration.
            if (config.AddedTokens is not null || !fileListsSpecialTokens || !own.Contains(content)) tokens.Add(flags);
        }

        return tokens;
    }
}
