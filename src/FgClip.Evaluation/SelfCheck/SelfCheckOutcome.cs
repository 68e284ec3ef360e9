namespace FgClip.Evaluation.SelfCheck;

/// <summary>What came of a step.</summary>
public enum SelfCheckOutcome
{
    /// <summary>It is as it must be.</summary>
    Passed,

    /// <summary>It is not.</summary>
    Failed,

    /// <summary>It was measured, and nothing is known that it could be held against.</summary>
    Noted,

    /// <summary>It could not be done here; the detail says why.</summary>
    Skipped,
}
