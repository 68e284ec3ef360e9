namespace FgClip.Evaluation.SelfCheck;

/// <summary>
/// A report that a user can paste: it holds no path and no name of the machine or of its user.
/// </summary>
/// <param name="Model">The checkpoint's name.</param>
/// <param name="Architecture">Its family; null where it could not be opened.</param>
/// <param name="Commit">Its commit where the folder is a hub's snapshot; null elsewhere.</param>
/// <param name="Hash">Identity of what it computes; null where it could not be opened.</param>
/// <param name="Device">Where it ran, and why; null where it could not be opened.</param>
/// <param name="Machine">Versions and processor.</param>
/// <param name="Steps">What was checked, in order.</param>
public sealed record SelfCheckReport(
    string Model,
    string? Architecture,
    string? Commit,
    string? Hash,
    string? Device,
    MachineFacts Machine,
    IReadOnlyList<SelfCheckStep> Steps)
{
    /// <summary>Whether nothing failed.</summary>
    public bool Succeeded => Steps.All(step => step.Outcome != SelfCheckOutcome.Failed);
}
