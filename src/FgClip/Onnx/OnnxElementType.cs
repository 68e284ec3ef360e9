namespace FgClip.Onnx;

/// <summary>TensorProto.DataType of the ONNX specification, as far as our graphs use it.</summary>
internal enum OnnxElementType
{
    Float = 1,
    Int32 = 6,
    Int64 = 7,
}
