namespace FgClip.Onnx;

/// <summary>A node's attribute: a float, an integer or a string.</summary>
internal readonly record struct OnnxAttribute(string Name, object Value)
{
    // AttributeProto.AttributeType
    private const int FloatType = 1;
    private const int IntType = 2;
    private const int StringType = 3;

    /// <summary>Writes an AttributeProto.</summary>
    public void WriteTo(ProtobufWriter writer)
    {
        writer.Text(1, Name);
        switch (Value)
        {
            case float number:
                writer.Float(2, number);
                writer.Integer(20, FloatType);
                break;
            case long number:
                writer.Integer(3, number);
                writer.Integer(20, IntType);
                break;
            case string text:
                writer.Text(4, text);
                writer.Integer(20, StringType);
                break;
            default:
                throw new ArgumentException($"attribute {Name} has the unsupported type {Value.GetType()}");
        }
    }
}
