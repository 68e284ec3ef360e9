namespace FgClip.Onnx;

/// <summary>A declared weight, whose data lie elsewhere.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its dimensions.</param>
internal sealed record OnnxWeight(OnnxElementType Type, long[] Shape);
