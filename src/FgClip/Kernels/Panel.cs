namespace FgClip.Kernels;

/// <summary>
/// How activations lie in memory: in panels of 64 tokens, each a matrix [rows,64] of one row a feature, so that the tokens
/// of a panel are neighbours. A product with a weight matrix then reads weights one by one where they lie in the file and
/// tokens by the register, its result is a panel again, and what is done for each token alone (norms, activations, softmax)
/// is done for a register of tokens at once. Lanes beyond the last token hold anything; no lane touches another's numbers,
/// but in attention, which reads no keys beyond the last.
/// </summary>
internal static class Panel
{
    /// <summary>Tokens of a panel.</summary>
    public const int Width = 64;

    /// <summary>Tokens that are computed together at least: lanes come in multiples of it.</summary>
    public const int Granule = 16;

    /// <summary>Panels that so many tokens take.</summary>
    public static int CountOf(int tokens) => (tokens + Width - 1) / Width;

    /// <summary>Tokens in a panel of a sequence.</summary>
    public static int TokensOf(int tokens, int panel) => Math.Min(Width, tokens - (panel * Width));

    /// <summary>Lanes to compute for so many tokens of a panel.</summary>
    public static int LanesOf(int tokens) => (tokens + Granule - 1) / Granule * Granule;
}
