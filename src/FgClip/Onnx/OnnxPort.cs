namespace FgClip.Onnx;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Dimensions">Its axes.</param>
internal sealed record OnnxPort(string Name, OnnxElementType Type, IReadOnlyList<OnnxDimension> Dimensions)
{
    /// <summary>Writes a ValueInfoProto.</summary>
    public void WriteTo(ProtobufWriter writer)
    {
        writer.Text(1, Name);
        writer.Message(2, typeProto => typeProto.Message(1, tensor =>
        {
            tensor.Integer(1, (int)Type);
            tensor.Message(2, shape =>
            {
                foreach (var dimension in Dimensions) shape.Message(1, dimension.WriteTo);
            });
        }));
    }
}
