using FgClip.Evaluation.Golden;

namespace FgClip.Mcp.Results;

/// <summary>Outcome of golden cases.</summary>
internal sealed record VerifyAnswer(
    bool Succeeded,
    IReadOnlyList<VerificationRow> Rows,
    IReadOnlyList<string> Failures,
    IReadOnlyList<string> NotRun,
    IReadOnlyList<string> Notes);
