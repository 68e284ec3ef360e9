namespace FgClip.Onnx;

/// <summary>An edge of an <see cref="OnnxGraph"/>: an input, an initialiser or the output of a node.</summary>
internal readonly record struct OnnxValue(string Name, OnnxElementType Type)
{
    /// <summary>The empty name that stands for an optional input that is left out.</summary>
    public static OnnxValue None => new("", OnnxElementType.Undefined);
}
