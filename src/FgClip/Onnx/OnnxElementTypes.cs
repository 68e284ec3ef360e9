namespace FgClip.Onnx;

/// <summary>What is known of an <see cref="OnnxElementType"/>.</summary>
internal static class OnnxElementTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this OnnxElementType type) => type switch
    {
        OnnxElementType.Float or OnnxElementType.Int32 => 4,
        OnnxElementType.Int64 => 8,
        OnnxElementType.Float16 or OnnxElementType.BFloat16 => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "has no elements"),
    };

    /// <summary>As the ONNX documents write it within <c>tensor(…)</c>: <c>float</c>, <c>bfloat16</c>.</summary>
    public static string Name(this OnnxElementType type) => type switch
    {
        OnnxElementType.Undefined => "",
        OnnxElementType.Float => "float",
        OnnxElementType.Int32 => "int32",
        OnnxElementType.Int64 => "int64",
        OnnxElementType.Float16 => "float16",
        OnnxElementType.BFloat16 => "bfloat16",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "has no name"),
    };
}
