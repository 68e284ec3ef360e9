namespace FgClip.Onnx;

/// <summary>One axis of a graph's input or output: a fixed length or a symbol such as B or N.</summary>
internal readonly record struct OnnxDimension(long? Length, string? Symbol)
{
    public static implicit operator OnnxDimension(long length) => new(length, null);

    public static implicit operator OnnxDimension(string symbol) => new(null, symbol);

    /// <summary>Writes a TensorShapeProto.Dimension.</summary>
    public void WriteTo(ProtobufWriter writer)
    {
        if (Length is { } length) writer.Integer(1, length);
        else writer.Text(2, Symbol!);
    }
}
