namespace FgClip.Mcp.Results;

/// <summary>What <c>models export</c> wrote: the folder, and a row a graph.</summary>
internal sealed record ExportAnswer(string Folder, string Model, string Precision, long WeightBytes, IReadOnlyList<ExportRow> Graphs);

/// <summary>
/// A graph: its file, nodes and bytes of weights, some of which others share, the difference of what it computed to what this
/// program computes by the largest value, and why it was not run where it was not.
/// </summary>
internal sealed record ExportRow(string File, int Nodes, long WeightBytes, double? WorstError, string? NotRun);
