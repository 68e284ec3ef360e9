using System.Runtime.InteropServices;

namespace FgClip.Onnx;

/// <summary>
/// Builds an ONNX model node by node. Weights are declared by name, type and shape only: their data stay where
/// they are and are handed to the engine beside the model. Knows nothing of FG-CLIP.
/// </summary>
/// <param name="name">The graph's name, seen in profiles and error messages.</param>
internal sealed class OnnxGraph(string name)
{
    /// <summary>ONNX IR version 10, the first that goes with operator set 21.</summary>
    private const int IrVersion = 10;

    /// <summary>Operator set of the standard domain; Gelu needs 20.</summary>
    private const int StandardOpset = 21;

    /// <summary>The domain of ONNX Runtime's own operators, such as MultiHeadAttention.</summary>
    public const string MicrosoftDomain = "com.microsoft";

    // TensorProto.DataLocation.EXTERNAL
    private const int ExternalLocation = 1;

    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _initializers = [];
    private readonly List<byte[]> _inputs = [];
    private readonly List<byte[]> _outputs = [];
    private readonly Dictionary<string, (OnnxElementType Type, long[] Shape)> _weights = [];

    /// <summary>The names of the declared weights, in the order they were declared.</summary>
    public IReadOnlyCollection<string> WeightNames => _weights.Keys;

    /// <summary>Operators used so far, as domain/type, each once.</summary>
    public SortedSet<string> Operators { get; } = new(StringComparer.Ordinal);

    public OnnxValue Input(string name, OnnxElementType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        _inputs.Add(ValueInfo(name, type, shape));
        return new OnnxValue(name);
    }

    public void Output(OnnxValue value, OnnxElementType type, params ReadOnlySpan<OnnxDimension> shape) =>
        _outputs.Add(ValueInfo(value.Name, type, shape));

    /// <summary>Declares a weight whose data the engine gets by <paramref name="name"/>; once however often it is asked for.</summary>
    public OnnxValue Weight(string name, OnnxElementType type, ReadOnlySpan<long> shape)
    {
        _weights.TryAdd(name, (type, shape.ToArray()));
        return new OnnxValue(name);
    }

    /// <summary>A small integer tensor of one axis, stored in the model, such as the target of a Reshape.</summary>
    public OnnxValue Constant(string name, params ReadOnlySpan<long> values)
    {
        var data = MemoryMarshal.AsBytes(values).ToArray();
        var length = values.Length;
        _initializers.Add(Written(tensor =>
        {
            tensor.Integer(1, length);
            tensor.Integer(2, (int)OnnxElementType.Int64);
            tensor.Text(8, name);
            tensor.Bytes(9, data);
        }));
        return new OnnxValue(name);
    }

    /// <summary>Adds a node of the standard domain with one output, named <paramref name="output"/>.</summary>
    public OnnxValue Node(
        string type, string output, ReadOnlySpan<OnnxValue> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node("", type, output, inputs, attributes);

    /// <summary>Adds a node of ONNX Runtime's own domain with one output, named <paramref name="output"/>.</summary>
    public OnnxValue MicrosoftNode(
        string type, string output, ReadOnlySpan<OnnxValue> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node(MicrosoftDomain, type, output, inputs, attributes);

    /// <summary>The finished ModelProto.</summary>
    /// <param name="weightFile">
    /// A file that exists in the folder the session is told to look in. The engine insists on one as the place of
    /// weights that are not in the model, but does not read it when it is handed the weights themselves.
    /// </param>
    public byte[] ToModel(string weightFile)
    {
        var graph = new ProtobufWriter();
        foreach (var node in _nodes) graph.Bytes(1, node);
        graph.Text(2, name);
        foreach (var initializer in _initializers) graph.Bytes(5, initializer);
        foreach (var (weight, (type, shape)) in _weights)
        {
            graph.Message(5, tensor => WriteExternal(tensor, weight, type, shape, weightFile));
        }

        foreach (var input in _inputs) graph.Bytes(11, input);
        foreach (var output in _outputs) graph.Bytes(12, output);

        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Text(2, "fgclip");
        model.Bytes(7, graph.Written);
        model.Bytes(8, OperatorSet("", StandardOpset));
        model.Bytes(8, OperatorSet(MicrosoftDomain, 1));
        return model.Written.ToArray();
    }

    private OnnxValue Node(
        string domain, string type, string output, ReadOnlySpan<OnnxValue> inputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs) node.Text(1, input.Name);
        node.Text(2, output);
        node.Text(3, output);
        node.Text(4, type);
        foreach (var attribute in attributes) node.Message(5, attribute.WriteTo);
        node.Text(7, domain);
        _nodes.Add(node.Written.ToArray());
        Operators.Add(domain.Length == 0 ? type : $"{domain}/{type}");
        return new OnnxValue(output);
    }

    private static void WriteExternal(
        ProtobufWriter tensor, string name, OnnxElementType type, long[] shape, string weightFile)
    {
        foreach (var dim in shape) tensor.Integer(1, dim);
        tensor.Integer(2, (int)type);
        tensor.Text(8, name);
        tensor.Message(13, entry =>
        {
            entry.Text(1, "location");
            entry.Text(2, weightFile);
        });
        tensor.Integer(14, ExternalLocation);
    }

    private static byte[] ValueInfo(string name, OnnxElementType type, ReadOnlySpan<OnnxDimension> shape)
    {
        var dims = shape.ToArray();
        return Written(value =>
        {
            value.Text(1, name);
            value.Message(2, typeProto => typeProto.Message(1, tensor =>
            {
                tensor.Integer(1, (int)type);
                tensor.Message(2, shapeProto =>
                {
                    foreach (var dim in dims) shapeProto.Message(1, dim.WriteTo);
                });
            }));
        });
    }

    private static byte[] OperatorSet(string domain, int version) => Written(set =>
    {
        set.Text(1, domain);
        set.Integer(2, version);
    });

    private static byte[] Written(Action<ProtobufWriter> write)
    {
        var writer = new ProtobufWriter();
        write(writer);
        return writer.Written.ToArray();
    }
}
