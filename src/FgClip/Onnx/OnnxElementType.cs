namespace FgClip.Onnx;

/// <summary>TensorProto.DataType of the ONNX specification, as far as our graphs use it.</summary>
internal enum OnnxElementType
{
    /// <summary>No type: that of an optional input that is left out.</summary>
    Undefined = 0,
    Float = 1,
    Int32 = 6,
    Int64 = 7,
    Float16 = 10,
    BFloat16 = 16,
}
