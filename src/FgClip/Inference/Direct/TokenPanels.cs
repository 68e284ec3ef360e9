using FgClip.Kernels;

namespace FgClip.Inference.Direct;

/// <summary>Which tokens some panels have: sequences of equal length, each with panels of its own.</summary>
/// <param name="Sequences">How many.</param>
/// <param name="Tokens">Tokens of each.</param>
internal readonly record struct TokenPanels(int Sequences, int Tokens)
{
    /// <summary>Panels of a sequence.</summary>
    public int PerSequence => Panel.CountOf(Tokens);

    /// <summary>Panels of all.</summary>
    public int Count => Sequences * PerSequence;

    /// <summary>Tokens in a panel.</summary>
    public int TokensIn(int panel) => Panel.TokensOf(Tokens, panel % PerSequence);

    /// <summary>Lanes to compute of each panel.</summary>
    public int[] Lanes()
    {
        var panels = this;
        return [.. Enumerable.Range(0, Count).Select(panel => Panel.LanesOf(panels.TokensIn(panel)))];
    }
}
