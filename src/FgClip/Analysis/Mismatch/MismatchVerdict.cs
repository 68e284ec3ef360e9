namespace FgClip.Analysis.Mismatch;

/// <summary>What the picture says about a caption.</summary>
public enum MismatchVerdict
{
    /// <summary>Every claim is supported.</summary>
    Match,

    /// <summary>At least one claim is contradicted.</summary>
    Mismatch,

    /// <summary>Nothing is contradicted, but not everything is supported.</summary>
    Unsure,
}
