using FgClip.Inference;

namespace FgClip.Export;

/// <summary>What was written, and what it computed when it was tried.</summary>
/// <param name="Folder">The folder, an absolute path.</param>
/// <param name="Model">The checkpoint's name.</param>
/// <param name="Precision">What matrix products are computed in.</param>
/// <param name="WeightBytes">Bytes of the weights.</param>
/// <param name="Graphs">One a graph.</param>
public sealed record ModelExportReport(string Folder, string Model, ModelPrecision Precision, long WeightBytes, IReadOnlyList<ExportedGraphReport> Graphs);

/// <summary>A graph that was written.</summary>
/// <param name="File">Its file.</param>
/// <param name="Nodes">Its nodes.</param>
/// <param name="WeightBytes">Bytes of the weights that it uses; graphs may share some.</param>
/// <param name="Outcome">
/// Whether it was loaded and run: null where it was, else why the processor's engine cannot run what is in the files.
/// </param>
/// <param name="WorstError">
/// The largest difference of its output to what this library computes from the checkpoint, by the largest value; null where
/// it was not run.
/// </param>
public sealed record ExportedGraphReport(string File, int Nodes, long WeightBytes, string? Outcome, double? WorstError);
