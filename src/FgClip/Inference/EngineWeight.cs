using FgClip.Onnx;

namespace FgClip.Inference;

/// <summary>A weight as the engine takes it.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Type">Type of the elements; ONNX and the engine number them alike.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Address">First byte; in memory that outlives the session.</param>
/// <param name="ByteCount">Bytes.</param>
internal sealed record EngineWeight(string Name, OnnxElementType Type, long[] Shape, nint Address, long ByteCount);
