namespace FgClip.Onnx;

/// <summary>What an engine needs a kernel for: a node's operator and the types that go in and out.</summary>
/// <param name="Domain">Empty for the standard operators.</param>
/// <param name="Type">The operator.</param>
/// <param name="Inputs">Types of the inputs, <see cref="OnnxElementType.Undefined"/> where an optional one is left out.</param>
/// <param name="Output">Type of the output.</param>
internal sealed record OnnxNode(string Domain, string Type, IReadOnlyList<OnnxElementType> Inputs, OnnxElementType Output);
