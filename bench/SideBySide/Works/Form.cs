namespace SideBySide.Works;

/// <summary>How a side computes.</summary>
internal enum Form
{
    /// <summary>Float32 without padding.</summary>
    Plain,

    /// <summary>Float32 as the official code calls it: padded to the budget, with a mask.</summary>
    Padded,

    /// <summary>Bfloat16 without padding.</summary>
    Bfloat16,
}
