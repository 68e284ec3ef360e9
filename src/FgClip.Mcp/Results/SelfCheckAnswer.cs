using FgClip.Evaluation.SelfCheck;

namespace FgClip.Mcp.Results;

/// <summary>Outcome of a self-check.</summary>
internal sealed record SelfCheckAnswer(
    bool Succeeded,
    string Model,
    string? Architecture,
    string? Commit,
    string? Hash,
    string? Device,
    MachineFacts Machine,
    IReadOnlyList<SelfCheckRow> Steps);

/// <summary>A step; outcome passed, failed, noted or skipped.</summary>
internal sealed record SelfCheckRow(string Name, string Outcome, string Detail, double Seconds);
