namespace FgClip.Evaluation.Golden;

/// <summary>Runs the cases of one kind.</summary>
internal interface IGoldenCheck
{
    /// <summary>The kind it runs, as cases.jsonl writes it.</summary>
    string Kind { get; }

    /// <summary>Opens what its cases run on, so that a set that cannot run at all is told once and not a case.</summary>
    void Prepare(VerificationContext context);

    /// <summary>Runs one case and records what differs.</summary>
    Task RunAsync(GoldenCase golden, CaseFindings findings, VerificationContext context);
}
