using FgClip.Model;

namespace FgClip.Export;

/// <summary>A graph and the file it is written to.</summary>
/// <param name="File">Its name: <c>vision_tower.onnx</c>.</param>
/// <param name="Model">The graph and its weights.</param>
internal sealed record ExportedGraph(string File, ModelGraph Model);
