using FgClip.Onnx;

namespace FgClip.Model;

/// <summary>A finished graph and the weights it names: all that a session needs.</summary>
/// <param name="Name">What the graph computes, for messages and profiles: <c>vision tower</c>.</param>
/// <param name="Graph">The nodes.</param>
/// <param name="Weights">The data of every weight of the graph, by its name there.</param>
internal sealed record ModelGraph(string Name, OnnxGraph Graph, IReadOnlyDictionary<string, GraphWeight> Weights);
