namespace FgClip.Analysis.Mismatch;

/// <summary>What the picture says about a claim.</summary>
public enum ClaimVerdict
{
    /// <summary>The claim fits better than everything else that could stand in its place.</summary>
    Supported,

    /// <summary>Something else fits clearly better.</summary>
    Contradicted,

    /// <summary>The evidence is too weak to decide, or there is none.</summary>
    Unsure,
}
