using System.Runtime.InteropServices;

namespace FgClip.Onnx;

/// <summary>
/// Builds an ONNX model node by node. Weights are declared by name, type and shape only: their data stay where
/// they are and are handed to the engine beside the model. Knows nothing of FG-CLIP.
/// </summary>
/// <param name="name">The graph's name, seen in profiles and error messages.</param>
internal sealed class OnnxGraph(string name)
{
    /// <summary>Operator set of the standard domain; Gelu needs 20.</summary>
    public const int StandardOpset = 21;

    /// <summary>The domain of ONNX Runtime's own operators, such as MultiHeadAttention.</summary>
    public const string MicrosoftDomain = "com.microsoft";

    /// <summary>ONNX IR version 10, the first that goes with operator set 21.</summary>
    private const int IrVersion = 10;

    // TensorProto.DataLocation.EXTERNAL
    private const int ExternalLocation = 1;

    // Operators that move values and so take any type everywhere.
    private static readonly HashSet<string> Movers = ["Cast", "Concat", "Gather", "Identity", "Reshape", "Shape", "Slice"];

    private readonly List<byte[]> _nodes = [];
    private readonly List<OnnxNode> _operators = [];
    private readonly List<byte[]> _initializers = [];
    private readonly List<OnnxPort> _inputs = [];
    private readonly List<OnnxPort> _outputs = [];
    private readonly Dictionary<string, OnnxWeight> _weights = [];
    private readonly Dictionary<(string Name, OnnxElementType Type), OnnxValue> _casts = [];

    /// <summary>
    /// Whether nodes compute bfloat16 in float32 and round their result, for engines without such kernels: what a kernel
    /// gives up to the order of its sums, slower.
    /// </summary>
    public bool EmulatesBFloat16 { get; init; }

    /// <summary>The declared weights by name, in the order they were declared.</summary>
    public IReadOnlyDictionary<string, OnnxWeight> Weights => _weights;

    /// <summary>The nodes so far, in their order.</summary>
    public IReadOnlyList<OnnxNode> Nodes => _operators;

    /// <summary>The inputs that a run must give.</summary>
    public IReadOnlyList<OnnxPort> Inputs => _inputs;

    /// <summary>The outputs.</summary>
    public IReadOnlyList<OnnxPort> Outputs => _outputs;

    public OnnxValue Input(string name, OnnxElementType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        _inputs.Add(new OnnxPort(name, type, shape.ToArray()));
        return new OnnxValue(name, type);
    }

    public void Output(OnnxValue value, OnnxElementType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        if (value.Type != type) throw new ArgumentException($"{value.Name} is {value.Type}, not {type}", nameof(type));

        _outputs.Add(new OnnxPort(value.Name, type, shape.ToArray()));
    }

    /// <summary>Declares a weight whose data the engine gets by <paramref name="name"/>; once however often it is asked for.</summary>
    public OnnxValue Weight(string name, OnnxElementType type, ReadOnlySpan<long> shape)
    {
        _weights.TryAdd(name, new OnnxWeight(type, shape.ToArray()));
        return new OnnxValue(name, _weights[name].Type);
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
        return new OnnxValue(name, OnnxElementType.Int64);
    }

    /// <summary>Adds a node of the standard domain with one output, named <paramref name="output"/>.</summary>
    public OnnxValue Node(
        string type, string output, ReadOnlySpan<OnnxValue> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node("", type, output, type == "Shape" ? OnnxElementType.Int64 : inputs[0].Type, inputs, attributes);

    /// <summary>Adds a node of ONNX Runtime's own domain with one output, named <paramref name="output"/>.</summary>
    public OnnxValue MicrosoftNode(
        string type, string output, ReadOnlySpan<OnnxValue> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Node(MicrosoftDomain, type, output, inputs[0].Type, inputs, attributes);

    /// <summary>A value in another type; the value itself where it has the type, one node however often it is asked for.</summary>
    public OnnxValue Cast(OnnxValue value, OnnxElementType type)
    {
        if (value.Type == type) return value;
        if (_casts.TryGetValue((value.Name, type), out var known)) return known;

        var cast = Node("", "Cast", $"{value.Name}.{type.Name()}", type, [value], [new OnnxAttribute("to", (long)type)]);
        _casts.Add((value.Name, type), cast);
        return cast;
    }

    /// <summary>The finished ModelProto.</summary>
    /// <param name="weightFile">
    /// A file that exists in the folder the session is told to look in. The engine insists on one as the place of
    /// weights that are not in the model, but does not read it when it is handed the weights themselves.
    /// </param>
    public byte[] ToModel(string weightFile)
    {
        var place = new WeightPlace(weightFile);
        return ToModel(_ => place);
    }

    /// <summary>The finished ModelProto, whose weights lie where <paramref name="placeOf"/> says for each name.</summary>
    public byte[] ToModel(Func<string, WeightPlace> placeOf)
    {
        var graph = new ProtobufWriter();
        foreach (var node in _nodes) graph.Bytes(1, node);
        graph.Text(2, name);
        foreach (var initializer in _initializers) graph.Bytes(5, initializer);
        foreach (var (weight, declared) in _weights) graph.Message(5, tensor => WriteExternal(tensor, weight, declared, placeOf(weight)));
        foreach (var input in _inputs) graph.Message(11, input.WriteTo);
        foreach (var output in _outputs) graph.Message(12, output.WriteTo);

        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Text(2, "fgclip");
        model.Bytes(7, graph.Written);
        model.Bytes(8, OperatorSet("", StandardOpset));
        model.Bytes(8, OperatorSet(MicrosoftDomain, 1));
        return model.Written.ToArray();
    }

    private OnnxValue Node(
        string domain,
        string type,
        string output,
        OnnxElementType outputType,
        ReadOnlySpan<OnnxValue> inputs,
        ReadOnlySpan<OnnxAttribute> attributes)
    {
        if (EmulatesBFloat16 && outputType == OnnxElementType.BFloat16 && !Movers.Contains(type))
        {
            var wide = new OnnxValue[inputs.Length];
            for (var index = 0; index < wide.Length; index++)
            {
                wide[index] = inputs[index].Type == OnnxElementType.BFloat16 ? Cast(inputs[index], OnnxElementType.Float) : inputs[index];
            }

            var result = Node(domain, type, $"{output}.wide", OnnxElementType.Float, wide, attributes);
            return Node("", "Cast", output, OnnxElementType.BFloat16, [result], [new OnnxAttribute("to", (long)OnnxElementType.BFloat16)]);
        }

        var node = new ProtobufWriter();
        var types = new OnnxElementType[inputs.Length];
        for (var index = 0; index < inputs.Length; index++)
        {
            node.Text(1, inputs[index].Name);
            types[index] = inputs[index].Type;
        }

        node.Text(2, output);
        node.Text(3, output);
        node.Text(4, type);
        foreach (var attribute in attributes) node.Message(5, attribute.WriteTo);
        node.Text(7, domain);
        _nodes.Add(node.Written.ToArray());
        _operators.Add(new OnnxNode(domain, type, types, outputType));
        return new OnnxValue(output, outputType);
    }

    private static void WriteExternal(ProtobufWriter tensor, string name, OnnxWeight weight, WeightPlace place)
    {
        foreach (var dim in weight.Shape) tensor.Integer(1, dim);
        tensor.Integer(2, (int)weight.Type);
        tensor.Text(8, name);
        place.WriteTo(tensor);
        tensor.Integer(14, ExternalLocation);
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
