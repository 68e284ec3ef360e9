namespace FgClip.Evaluation.Golden;

/// <summary>Outcome of a verification.</summary>
/// <param name="Rows">One a set and kind.</param>
/// <param name="Failures">One line a failing case, a line of cases.jsonl that is none, and a set that cannot be read.</param>
/// <param name="NotRun">Sets and kinds that this version cannot run, with the reason; any makes the verification fail.</param>
/// <param name="Notes">Sets that were passed over on purpose.</param>
public sealed record VerificationReport(
    IReadOnlyList<VerificationRow> Rows,
    IReadOnlyList<string> Failures,
    IReadOnlyList<string> NotRun,
    IReadOnlyList<string> Notes)
{
    /// <summary>Cases of <see cref="NotRun"/>.</summary>
    public int NotRunCount { get; init; }

    /// <summary>Cases that ran.</summary>
    public int CaseCount => Rows.Sum(row => row.Passed + row.Failed);

    /// <summary>Something ran, nothing failed, nothing was beyond this version.</summary>
    public bool Succeeded => CaseCount > 0 && Failures.Count == 0 && NotRun.Count == 0;
}
